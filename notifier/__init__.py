"""Faces on the clock: plan, send, broadcast, tidy."""
