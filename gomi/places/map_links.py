"""Where a resident's map app opens at a place. Which one that is, a municipality says in its settings."""

from collections.abc import Mapping
from urllib.parse import quote

from gomi.municipality.places import Place

MAP_LINK = "https://www.google.com/maps/search/?api=1&query={lat},{lon}"
"""Opens the app on a telephone that has it, else a page (Maps URLs, 2026)."""
SCHEMES = ("https://", "geo:")
"""What else a template begins with is no map, and the usual link is used."""


def map_link(settings: Mapping[str, object], place: Place) -> str:
    """The address that opens a map at the place; empty where its position is not known.

    The template is ``map_link`` of the table ``[places]``: {lat} and {lon} are degrees with six
    decimals, {name} is the name over the door.
    """
    if place.position is None:
        return ""
    latitude, longitude = place.position
    values = {
        "{lat}": f"{latitude:.6f}",
        "{lon}": f"{longitude:.6f}",
        "{name}": quote(place.name, safe=""),
    }
    link = _template(settings)
    for gap, value in values.items():
        link = link.replace(gap, value)
    return link


def _template(settings: Mapping[str, object]) -> str:
    told = settings.get("places")
    template = told.get("map_link") if isinstance(told, Mapping) else None
    return template if isinstance(template, str) and template.startswith(SCHEMES) else MAP_LINK
