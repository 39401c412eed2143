"""How a row of one state of a table is known to be a row of another: by which cells they share."""

from collections.abc import Mapping

Keys = tuple[tuple[str, ...], ...]

_BY_NAME: Keys = (("id", "name"), ("id",), ("name",))
_PERIOD = ("starts", "ends", "districts")
CLERKS: Mapping[str, Keys] = {
    "streams": _BY_NAME,
    "categories": (*_BY_NAME, ("letter", "colour", "icon")),
    "districts": (("id", "name"), ("id",), ("area", "name"), ("name",)),
    "items": (
        ("item_id", "name", "category", "condition", "areas"),
        ("name", "category", "condition", "areas"),
        ("item_id", "category", "areas"),
        ("item_id", "condition", "areas"),
        ("item_id", "category"),
        ("item_id",),
        ("name", "category"),
        ("name",),
    ),
    "rules": (
        ("district", "stream", "days", "starts", "ends"),
        ("district", "stream", "days"),
        ("district", "stream"),
    ),
    "exceptions": (("id", "starts"), _PERIOD, ("id",)),
}
"""How a clerk's row is known to be one of the last import, the surest way first."""

SOURCES: Mapping[str, Keys] = {
    "streams": (("id",),),
    "categories": (("id",),),
    "districts": (("id",),),
    "items": (
        ("item_id", "category", "condition", "areas"),
        ("item_id", "category", "areas"),
        ("item_id", "condition", "areas"),
        ("item_id", "category"),
    ),
    "rules": (("district", "stream"),),
    "exceptions": (("id",),),
}
"""How a row of the source is known to be one of the last import; its ids are settled already."""

BOTHS: Mapping[str, Keys] = {
    "streams": _BY_NAME,
    "categories": _BY_NAME,
    "districts": (("id",), ("area", "name")),
    "items": (("item_id", "category", "condition", "areas"), ("item_id", "category", "areas")),
    "rules": (("district", "stream"),),
    "exceptions": (_PERIOD, ("id",)),
}
"""How a row that only the clerk has and one that only the source has are known to be one."""
