"""Counts of searches kept in the ledger; the promise is `gomi.ports.SearchCounts`."""

from collections.abc import Mapping, Sequence
from dataclasses import asdict, astuple
from datetime import datetime

from sqlalchemy import Engine, delete, func, select
from sqlalchemy.dialects import postgresql, sqlite

from gomi.adapters.sql_ledger import is_embedded, reading, writing
from gomi.adapters.sql_schema import search_counts as table
from gomi.search.counting import FEWEST_ASKINGS, LONG_TEXT, MISSES, MISSES_KEPT, Asked, Miss

KEY = tuple(column.name for column in table.primary_key.columns)


class SqlCounts:
    """How often which words were asked."""

    def __init__(self, engine: Engine) -> None:
        self._engine = engine

    def add_many(self, counts: Mapping[Asked, int]) -> None:
        """One transaction; in one order everywhere, so that two processes never wait for each other."""
        if not counts:
            return
        ordered = sorted(counts.items(), key=lambda entry: astuple(entry[0]))
        rows = [{**asdict(asked), "asked": count} for asked, count in ordered]
        with writing(self._engine) as connection:
            connection.execute(self._adding(), rows)

    def misses(self, municipality: str, now: datetime) -> Sequence[Miss]:
        """Summed over the days kept."""
        asked, known_as = func.sum(table.c.asked), func.max(table.c.known_as)
        query = (
            select(table.c.words, asked, known_as)
            .where(
                table.c.municipality == municipality,
                table.c.kind.in_(MISSES),
                table.c.day > (now - MISSES_KEPT).date(),
                table.c.words != LONG_TEXT,
            )
            .group_by(table.c.words)
            .having(asked >= FEWEST_ASKINGS)
            .order_by(known_as == "", asked.desc(), table.c.words)
        )
        with reading(self._engine) as connection:
            return [Miss(*row) for row in connection.execute(query)]

    def forget(self, now: datetime) -> int:
        """Delete by day; the municipality's day and UTC's differ by less than one."""
        old = delete(table).where(table.c.kind.in_(MISSES), table.c.day <= (now - MISSES_KEPT).date())
        with writing(self._engine) as connection:
            return connection.execute(old).rowcount

    def _adding(self) -> sqlite.Insert | postgresql.Insert:
        statement = sqlite.insert(table) if is_embedded(self._engine) else postgresql.insert(table)
        more = {"asked": table.c.asked + statement.excluded.asked}
        return statement.on_conflict_do_update(index_elements=KEY, set_=more)
