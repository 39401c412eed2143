"""The tables of one city: read, checked, frozen; editions; imports."""
