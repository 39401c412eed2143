"""粗大ごみ in the tables: size classes with their fees, vouchers, days with room, and who pays less."""

from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True, slots=True)
class OversizedItem:
    """粗大ごみの品目: one size class with its fee in yen from a day on."""

    id: str
    name: str
    reading: str
    size: str
    fee: int
    points: int | None
    starts: date | None
    ends: date | None
    remark: str


@dataclass(frozen=True, slots=True)
class Voucher:
    """ごみ処理券: a denomination in yen."""

    id: str
    name: str
    amount: int
    starts: date | None
    ends: date | None


@dataclass(frozen=True, slots=True)
class OversizedDay:
    """収集枠: the days on which a zone is served, and how much fits."""

    zone: str
    days: str
    daily_limit: int | None
    cut_off: str
    remark: str


@dataclass(frozen=True, slots=True)
class Exemption:
    """減免: who pays less, by how much, shown by what."""

    id: str
    name: str
    condition: str
    reduction: str
    proof: str
