"""Faces on the web: the public API and the residents' pages."""
