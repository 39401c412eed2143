"""Checks that need more than one cell: between columns, between rows, between tables."""

from collections.abc import Callable

from gomi.municipality.checks.addresses import check_addresses
from gomi.municipality.checks.calendar import check_calendar
from gomi.municipality.checks.categories import check_categories
from gomi.municipality.checks.exceptions import check_exceptions
from gomi.municipality.checks.ids import check_ids, check_periods
from gomi.municipality.checks.items import check_items
from gomi.municipality.checks.notation import check_notation
from gomi.municipality.checks.oversized import check_oversized
from gomi.municipality.checks.places import check_places
from gomi.municipality.complaints import Complaints
from gomi.municipality.tables import Tables

CHECKS: tuple[Callable[[Tables, Complaints], None], ...] = (
    check_ids,
    check_periods,
    check_categories,
    check_items,
    check_addresses,
    check_calendar,
    check_notation,
    check_exceptions,
    check_oversized,
    check_places,
)


def check_between(tables: Tables, complaints: Complaints) -> None:
    """Run every check; each complains of what it finds."""
    for check in CHECKS:
        check(tables, complaints)
