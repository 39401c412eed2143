"""Residents in a chat, kept in the ledger; the promise is `gomi.ports.Contacts`."""

from collections.abc import Sequence
from datetime import datetime

from sqlalchemy import Connection, Engine, delete, select
from sqlalchemy.dialects import postgresql, sqlite

from gomi.adapters.sql_homes import SqlHomes
from gomi.adapters.sql_leases import SqlLeases
from gomi.adapters.sql_ledger import is_embedded, reading, writing
from gomi.adapters.sql_schema import contacts
from gomi.conversation.standing import Standing, as_json, from_json
from gomi.ports import Claimed, Remembered
from gomi.reminders.homes import HomeChange


class SqlContacts:
    """Contacts of every channel, settled together with the inbox, the outbox and their homes."""

    def __init__(self, engine: Engine, inbox: SqlLeases, outbox: SqlLeases, homes: SqlHomes) -> None:
        self._engine, self._inbox, self._outbox, self._homes = engine, inbox, outbox, homes

    def standing(self, channel: str, user: str) -> Standing:
        """One row, or none yet."""
        asking = select(contacts.c.standing).where(contacts.c.channel == channel, contacts.c.contact == user)
        with reading(self._engine) as connection:
            kept = connection.execute(asking).scalar_one_or_none()
        return from_json(kept) if kept is not None else Standing()

    def settle(
        self,
        event: Claimed,
        channel: str,
        user: str,
        standing: Standing,
        say: Remembered | None,
        now: datetime,
        homes: Sequence[HomeChange] = (),
    ) -> bool:
        """One transaction; the event is let go of first, so that nothing is written for one that is lost."""
        with writing(self._engine) as connection:
            if not self._inbox.done_within(connection, event, now):
                return False
            self._write(connection, channel, user, standing, now)
            if say is not None:
                self._outbox.remember_within(connection, [say], now)
            self._homes.change_within(connection, channel, user, homes, now)
        return True

    def forget(self, before: datetime) -> int:
        """By the time of the last event."""
        with writing(self._engine) as connection:
            return connection.execute(delete(contacts).where(contacts.c.seen_at < before)).rowcount

    def close_questions(self, now: datetime) -> int:
        """One transaction for all that are over."""
        over = select(contacts).where(contacts.c.open_until <= now).with_for_update()
        with writing(self._engine) as connection:
            rows = connection.execute(over).all()
            for row in rows:
                closed = from_json(row.standing).fresh(now)
                self._write(connection, row.channel, row.contact, closed, row.seen_at)
        return len(rows)

    def _write(
        self, connection: Connection, channel: str, user: str, standing: Standing, seen_at: datetime
    ) -> None:
        insert = sqlite.insert if is_embedded(self._engine) else postgresql.insert
        kept = {"standing": as_json(standing), "seen_at": seen_at, "open_until": standing.open_until}
        adding = insert(contacts).values(channel=channel, contact=user, **kept)
        connection.execute(adding.on_conflict_do_update(index_elements=["channel", "contact"], set_=kept))
