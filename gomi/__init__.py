"""gomi: the waste desk of a Japanese municipality."""
