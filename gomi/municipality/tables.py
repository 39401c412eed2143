"""The tables of one folder as values that still know their lines, for the checks between them."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from gomi.municipality import values
from gomi.municipality.build import ItemLines, Lined
from gomi.municipality.oversized import Exemption, OversizedDay, OversizedItem, Voucher
from gomi.municipality.places import Place


@dataclass(slots=True)
class Tables:
    """Every table read; a table that is absent or could not be read is empty."""

    files: Mapping[str, str]
    """The file that each stem was read from; ``<stem>.csv`` where there is none."""
    categories: list[Lined[values.Category]] = field(default_factory=list)
    streams: list[Lined[values.Stream]] = field(default_factory=list)
    items: list[ItemLines] = field(default_factory=list)
    words: list[Lined[values.Word]] = field(default_factory=list)
    districts: list[Lined[values.District]] = field(default_factory=list)
    towns: list[Lined[values.Town]] = field(default_factory=list)
    rules: list[Lined[values.RuleRow]] = field(default_factory=list)
    exceptions: list[Lined[values.DayException]] = field(default_factory=list)
    places: list[Lined[Place]] = field(default_factory=list)
    oversized_items: list[Lined[OversizedItem]] = field(default_factory=list)
    vouchers: list[Lined[Voucher]] = field(default_factory=list)
    oversized_days: list[Lined[OversizedDay]] = field(default_factory=list)
    exemptions: list[Lined[Exemption]] = field(default_factory=list)

    def file(self, stem: str) -> str:
        """The file to name when complaining of that table."""
        return self.files.get(stem, f"{stem}.csv")
