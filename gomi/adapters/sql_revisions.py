"""Revisions of calendar feeds kept in the ledger; the promise is `gomi.feed_history.FeedRevisions`."""

from collections.abc import Mapping

from sqlalchemy import Engine, select
from sqlalchemy.dialects import postgresql, sqlite

from gomi.adapters.sql_ledger import is_embedded, reading, writing
from gomi.adapters.sql_schema import feed_revisions as table
from gomi.ports import JsonValue


class SqlRevisions:
    """One row for each feed and edition that was asked for."""

    def __init__(self, engine: Engine) -> None:
        self._engine = engine

    def kept(self, municipality: str, edition: int, district: str) -> Mapping[str, JsonValue] | None:
        """One row, or none yet."""
        asking = select(table.c.revisions).where(
            table.c.municipality == municipality, table.c.edition == edition, table.c.district == district
        )
        with reading(self._engine) as connection:
            kept: Mapping[str, JsonValue] | None = connection.execute(asking).scalar_one_or_none()
        return kept

    def keep(
        self, municipality: str, edition: int, district: str, revisions: Mapping[str, JsonValue]
    ) -> None:
        """The first to work them out keeps them; others have worked out the same."""
        insert = sqlite.insert if is_embedded(self._engine) else postgresql.insert
        row = {"municipality": municipality, "edition": edition, "district": district}
        adding = insert(table).values(**row, revisions=dict(revisions)).on_conflict_do_nothing()
        with writing(self._engine) as connection:
            connection.execute(adding)
