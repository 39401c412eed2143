"""Editions kept in the ledger; the promise is `gomi.ports.Editions`."""

from collections.abc import Mapping, Sequence
from dataclasses import asdict
from datetime import datetime

from sqlalchemy import Connection, Engine, func, insert, select
from sqlalchemy.exc import IntegrityError

from gomi.adapters.sql_ledger import reading, writing
from gomi.adapters.sql_schema import editions as table
from gomi.municipality.editions import (
    Edition,
    EditionUnknown,
    PublishedMeanwhile,
    StoredEdition,
    StoredEditionBroken,
    digest,
    pack,
    unpack,
)

MOST_TRIES = 20  # for a number that others keep taking first; SQLite's writers never meet here

COLUMNS = (
    table.c.municipality,
    table.c.number,
    table.c.starts_at,
    table.c.published_at,
    table.c.digest,
    table.c.republishes,
)


class SqlEditions:
    """Where published tables are kept."""

    def __init__(self, engine: Engine) -> None:
        self._engine = engine

    def add(
        self,
        municipality: str,
        files: Mapping[str, bytes],
        *,
        now: datetime,
        starts_at: datetime | None = None,
        republishes: int | None = None,
        after: int | None = None,
    ) -> Edition:
        """One transaction adds the edition; a number taken meanwhile is drawn anew."""
        packed, fingerprint = pack(files), digest(files)
        for _ in range(MOST_TRIES):
            try:
                with writing(self._engine) as connection:
                    newest = _newest(connection, municipality)
                    if after is not None and after != newest:
                        raise PublishedMeanwhile(municipality)
                    edition = Edition(
                        municipality, newest + 1, starts_at or now, now, fingerprint, republishes
                    )
                    connection.execute(insert(table).values(**asdict(edition), files=packed))
                return edition
            except IntegrityError:
                continue
        raise PublishedMeanwhile(municipality)

    def current(self, municipality: str, now: datetime) -> Edition | None:
        """The one begun last."""
        query = (
            select(*COLUMNS)
            .where(table.c.municipality == municipality, table.c.starts_at <= now)
            .order_by(table.c.starts_at.desc(), table.c.number.desc())
            .limit(1)
        )
        with reading(self._engine) as connection:
            row = connection.execute(query).one_or_none()
        return None if row is None else Edition(*row)

    def current_numbers(self, now: datetime) -> dict[str, int]:
        """Read from the index alone, in the order in which later rows overwrite earlier ones."""
        order = (table.c.municipality, table.c.starts_at, table.c.number)
        query = select(table.c.municipality, table.c.number).where(table.c.starts_at <= now).order_by(*order)
        with reading(self._engine) as connection:
            return {row.municipality: row.number for row in connection.execute(query)}

    def at(self, municipality: str, number: int) -> StoredEdition:
        """One edition with its files, unpacked and verified."""
        query = select(*COLUMNS, table.c.files).where(
            table.c.municipality == municipality, table.c.number == number
        )
        with reading(self._engine) as connection:
            row = connection.execute(query).one_or_none()
        if row is None:
            raise EditionUnknown(municipality, number)
        *columns, packed = row
        edition = Edition(*columns)
        return StoredEdition(edition, _verified(edition, packed))

    def history(self, municipality: str) -> Sequence[Edition]:
        """Every edition by number."""
        query = select(*COLUMNS).where(table.c.municipality == municipality).order_by(table.c.number)
        with reading(self._engine) as connection:
            return [Edition(*row) for row in connection.execute(query)]


def _newest(connection: Connection, municipality: str) -> int:
    query = select(func.coalesce(func.max(table.c.number), 0)).where(table.c.municipality == municipality)
    newest: int = connection.execute(query).scalar_one()
    return newest


def _verified(edition: Edition, packed: bytes) -> dict[str, bytes]:
    try:
        files = unpack(packed)
    except ValueError as error:
        raise StoredEditionBroken(edition.municipality, edition.number) from error
    if digest(files) != edition.digest:
        raise StoredEditionBroken(edition.municipality, edition.number)
    return files
