"""What the command line can do, a module a command; `gomi.__main__` gathers them."""
