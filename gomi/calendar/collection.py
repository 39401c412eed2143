"""The calendar of a municipality: which stream is collected when, in each district.

One exception table moves everything that is computed here: pages, feeds, answers and reminders ask
the same calendar.
"""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cached_property

from gomi.calendar.days import CollectionDay, Days, NoCollection, RuleInForce, known_until
from gomi.calendar.days_written import Period
from gomi.calendar.differing import Bearing, bearing_on, in_force
from gomi.calendar.laying import lay
from gomi.calendar.notation import read_parts
from gomi.errors import GomiError
from gomi.municipality.values import District, ExceptionKind, Municipality, RuleRow


class DistrictUnknown(GomiError):
    """No district of the municipality is called so."""

    def __init__(self, district: str) -> None:
        self.district = district
        super().__init__(f"地区「{district}」はありません")


@dataclass(frozen=True)
class StreamCalendar:
    """One stream of one district."""

    stream: str
    rules: tuple[RuleInForce, ...]
    bearings: tuple[Bearing, ...] = ()

    def between(self, first: date, last: date) -> Days:
        """Every collection from ``first`` to ``last``, both included, and those that fall away."""
        return lay(self.stream, self.rules, self.bearings, first, last)

    @cached_property
    def known_until(self) -> date | None:
        """The last day the rules say anything of; None where they have no end."""
        return known_until(self.rules)


@dataclass(frozen=True)
class DistrictCalendar:
    """Every stream of one district, in the order of the streams."""

    district: District
    streams: tuple[StreamCalendar, ...]

    def between(self, first: date, last: date) -> list[CollectionDay]:
        """Every collection from ``first`` to ``last``, both included: by day, then by stream."""
        found = [day for stream in self.streams for day in stream.between(first, last).collected]
        return sorted(found, key=lambda each: each.day)

    def missed(self, first: date, last: date) -> list[NoCollection]:
        """The collections that exceptions took away or moved, on their old days."""
        found = [day for stream in self.streams for day in stream.between(first, last).missed]
        return sorted(found, key=lambda each: each.day)

    @cached_property
    def known_until(self) -> date | None:
        """The last day anything is published of; None where the rules have no end."""
        ends = [stream.known_until for stream in self.streams if stream.rules]
        known = [end for end in ends if end is not None]
        return max(known) if known and len(known) == len(ends) else None


class CollectionCalendar:
    """収集日 of every district of a municipality in one edition. Districts are named by id."""

    def __init__(self, municipality: Municipality) -> None:
        self._municipality = municipality
        self._order = {stream.id: place for place, stream in enumerate(municipality.streams)}
        self._exceptions = in_force(municipality.exceptions)
        self._rows: dict[str, dict[str, list[RuleRow]]] = defaultdict(lambda: defaultdict(list))
        for row in municipality.rules:
            self._rows[row.district][row.stream].append(row)
        self._districts = {district.id: district for district in municipality.districts}
        self._made: dict[str, DistrictCalendar] = {}

    def of(self, district: str) -> DistrictCalendar:
        """The calendar of one district.

        Raises:
            DistrictUnknown: there is none with that id.
        """
        if district not in self._made:
            self._made[district] = self._make(district)
        return self._made[district]

    def between(self, district: str, first: date, last: date) -> list[CollectionDay]:
        """Every collection in a district, both days included: by day, then by stream.

        Raises:
            DistrictUnknown: there is none with that id.
        """
        return self.of(district).between(first, last)

    def _make(self, district: str) -> DistrictCalendar:
        found = self._districts.get(district)
        if found is None:
            raise DistrictUnknown(district)
        rows = self._rows.get(district, {})
        # An extra collection may take what no rule of the district names.
        named = {*rows, *(self._extra_streams(found))}
        return DistrictCalendar(
            found,
            tuple(
                StreamCalendar(
                    stream, rules_in_force(rows.get(stream, ())), tuple(self._bearings(found, stream))
                )
                for stream in sorted(named, key=lambda each: self._order.get(each, 0))
            ),
        )

    def _bearings(self, district: District, stream: str) -> Iterable[Bearing]:
        return bearing_on(self._exceptions, district, stream)

    def _extra_streams(self, district: District) -> Iterable[str]:
        extra = [each for each in self._exceptions if each.kind is ExceptionKind.EXTRA]
        for stream in self._order if extra else ():
            named = [each for each in extra if stream in each.streams]
            if any(bearing_on(named, district, stream)):
                yield stream


def rules_in_force(rows: Sequence[RuleRow]) -> tuple[RuleInForce, ...]:
    """The rows of one stream in one district, read."""
    return tuple(_read(row) for row in rows)


def _read(row: RuleRow) -> RuleInForce:
    """What was checked when the tables were loaded is read again; what is unclear gives no days."""
    period = Period(row.starts, row.ends)
    rule, _ = read_parts(row.days, period)
    return RuleInForce(rule, period, row.remark, is_known=bool(row.days))
