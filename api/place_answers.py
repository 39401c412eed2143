"""From places found to the public JSON: plain dicts in the shapes of `api.schemas_places`."""

from collections.abc import Iterable
from typing import Any

from api.answers import translated
from gomi.municipality.values import Municipality
from gomi.places.finder_json import place_json
from gomi.places.found import PlaceFound, Spot
from gomi.served import ServedMunicipality

Json = dict[str, Any]
Served = ServedMunicipality[Any]


def all_places_out(served: Served, found: Iterable[PlaceFound], lang: str) -> Json:
    """`PlacesOut` in the order of the table."""
    return _places_out(served, "all", found, lang)


def near_places_out(served: Served, spot: Spot, found: Iterable[PlaceFound], lang: str) -> Json:
    """`PlacesOut` from one spot."""
    return _places_out(served, "near", found, lang, spot=_spot_out(spot))


def spots_out(served: Served, spots: Iterable[Spot]) -> Json:
    """`PlacesOut` with the spots to choose from, or with none where the words mean no place."""
    shown = [_spot_out(spot) for spot in spots]
    return _places_out(served, "choose" if shown else "nowhere", (), "", spots=shown)


def place_out(served: Served, found: PlaceFound, lang: str) -> Json:
    """`PlaceDetailOut`."""
    district = served.places.district_of(found.place)
    return {
        **_place_out(found, served.municipality, lang),
        "district": district.id if district else None,
        **_source(served),
    }


def _places_out(
    served: Served,
    kind: str,
    found: Iterable[PlaceFound],
    lang: str,
    *,
    spot: Json | None = None,
    spots: Iterable[Json] = (),
) -> Json:
    return {
        "kind": kind,
        "spot": spot,
        "spots": list(spots),
        "places": [_place_out(each, served.municipality, lang) for each in found],
        **_source(served),
    }


def _place_out(found: PlaceFound, city: Municipality, lang: str) -> Json:
    return {**place_json(found), "translation": translated(city, lang, found.place.name)}


def _spot_out(spot: Spot) -> Json:
    latitude, longitude = spot.position or (None, None)
    return {
        "label": spot.label or None,
        "latitude": latitude,
        "longitude": longitude,
        "towns": list(spot.towns),
    }


def _source(served: Served) -> Json:
    return {"municipality": served.municipality.id, "edition": served.edition}
