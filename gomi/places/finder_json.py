"""A place as programs are told of it: the same fields on the command line and in the public API."""

from typing import Any

from gomi.places.found import PlaceFound

DECIMALS = 6
"""A ten-millionth more of a degree is a centimetre."""


def place_json(found: PlaceFound) -> dict[str, Any]:
    """The fields of a place; None says that it is not known, or that there is nothing."""
    place, state = found.place, found.state
    latitude, longitude = place.position or (None, None)
    return {
        "id": place.id,
        "name": place.name,
        "reading": place.reading or None,
        "kinds": [kind.value for kind in place.kinds],
        "address": place.address or None,
        "latitude": _degrees(latitude),
        "longitude": _degrees(longitude),
        "metres": found.metres,
        "walking_minutes": found.walking_minutes,
        "open": state.is_open,
        "changes_at": state.changes_at.isoformat() if state.changes_at else None,
        "telephone": place.telephone or None,
        "hours": place.hours or None,
        "closed": place.closed or None,
        "bags": list(place.bags),
        "single_bags": place.single_bags,
        "denominations": list(place.denominations),
        "accepts": list(place.accepts),
        "accessible_parking": place.accessible_parking,
        "remark": place.remark or None,
    }


def _degrees(degrees: float | None) -> float | None:
    return None if degrees is None else round(degrees, DECIMALS)
