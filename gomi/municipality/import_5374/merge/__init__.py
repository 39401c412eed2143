"""Bring a new state of a 5374 source into a folder that a clerk has edited since the last import."""

from gomi.municipality.import_5374.merge.folders import bring_in, read_standing

__all__ = ["bring_in", "read_standing"]
