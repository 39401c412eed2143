"""取扱店・拠点: where bags and vouchers are sold, and where things are taken."""

from dataclasses import dataclass
from enum import StrEnum

from gomi.municipality.cells import IN_JAPAN


class PlaceKind(StrEnum):
    """種別: what residents go to a place for; a place may be of several kinds."""

    BAGS = "指定ごみ袋"
    VOUCHERS = "ごみ処理券"
    DROP_OFF = "回収拠点"
    FACILITY = "持込施設"


@dataclass(frozen=True, slots=True)
class Place:
    """One place. Degrees are WGS84; ``hours`` and ``closed`` are as the clerk wrote them."""

    id: str
    kinds: tuple[PlaceKind, ...]
    name: str
    reading: str
    address: str
    latitude: float | None
    longitude: float | None
    telephone: str
    hours: str
    closed: str
    bags: tuple[str, ...]
    """袋: the bags on sale, as the city calls them: 45L, 20L."""
    single_bags: bool
    """ばら売り: bags are sold singly."""
    denominations: tuple[int, ...]
    """処理券: the vouchers on sale, in yen."""
    accepts: tuple[str, ...]
    """受け入れるもの: names of categories or of items, as in the city's tables."""
    accessible_parking: bool
    remark: str

    @property
    def position(self) -> tuple[float, float] | None:
        """(latitude, longitude) in degrees, where both are known and lie in Japan."""
        if self.latitude is None or self.longitude is None:
            return None
        return (self.latitude, self.longitude) if lies_in_japan(self.latitude, self.longitude) else None


def lies_in_japan(latitude: float, longitude: float) -> bool:
    """Whether a position may be one in Japan; what is not is never used to measure."""
    degrees = zip((latitude, longitude), IN_JAPAN, strict=True)
    return all(least <= each <= most for each, (least, most) in degrees)
