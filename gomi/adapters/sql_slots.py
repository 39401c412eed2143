"""How far the planning of reminders has come, slot by slot, kept in the ledger.

A row of kind ``correction`` and minute 0 stands for a day of which anyone was told: its edition is
the one that all who were told know of.
"""

from collections.abc import Mapping, Sequence
from datetime import date, datetime

from sqlalchemy import ColumnElement, Connection, Engine, delete, select, update
from sqlalchemy.dialects import postgresql, sqlite

from gomi.adapters.sql_ledger import is_embedded, reading, writing
from gomi.adapters.sql_schema import batches, reminder_slots
from gomi.reminders.ports import CORRECTION, EVE, MORNING, Slot

table = reminder_slots.c
KEY = ["day", "kind", "municipality", "minute"]
OWED = -1
"""No edition: a correction could not be sent in time."""


class SqlSlots:
    """Slots of every municipality."""

    def __init__(self, engine: Engine) -> None:
        self._engine = engine

    def open(self, slots: Sequence[Slot]) -> Sequence[Slot]:
        """One statement for all of them."""
        if not slots:
            return ()
        finished = select(table.minute).where(*_of(slots[0]))
        with reading(self._engine) as connection:
            done = set(connection.execute(finished).scalars())
        return [slot for slot in slots if slot.minute not in done]

    def finish(self, slots: Sequence[Slot], edition: int, now: datetime) -> None:
        """One statement for all of them; whoever comes later says from which edition."""
        with writing(self._engine) as connection:
            self._set(connection, slots, edition, now)

    def reopen(self, municipality: str, days: Sequence[date], edition: int) -> bool:
        """By forgetting that they were finished."""
        others = delete(reminder_slots).where(
            table.day.in_(days),
            table.kind.in_((EVE, MORNING)),
            table.municipality == municipality,
            table.edition != edition,
        )
        with writing(self._engine) as connection:
            return connection.execute(others).rowcount > 0

    def begin(self, municipality: str, day: date, edition: int, now: datetime) -> None:
        """Only the first time says anything."""
        row = _row(Slot(municipality, day, CORRECTION, 0), edition, now)
        with writing(self._engine) as connection:
            insert = sqlite.insert if is_embedded(self._engine) else postgresql.insert
            connection.execute(insert(reminder_slots).values(row).on_conflict_do_nothing(index_elements=KEY))

    def corrected_to(self, days: Sequence[date]) -> Mapping[tuple[str, date], int]:
        """One statement for every municipality."""
        asking = select(table.municipality, table.day, table.edition).where(
            table.day.in_(days), table.kind == CORRECTION
        )
        with reading(self._engine) as connection:
            return {(row.municipality, row.day): row.edition for row in connection.execute(asking)}

    def corrected(self, municipality: str, day: date, edition: int, now: datetime) -> bool:
        """Together with the look at what is on its way."""
        on_its_way = select(batches.c.id).where(
            batches.c.next_at.is_not(None),
            batches.c.source == municipality,
            batches.c.payload["day"].as_string() == day.isoformat(),
            batches.c.payload["edition"].as_integer() != edition,
        )
        with writing(self._engine) as connection:
            if connection.execute(on_its_way.limit(1)).first() is not None:
                return False
            self._set(connection, [Slot(municipality, day, CORRECTION, 0)], edition, now)
        return True

    def owe_within(self, connection: Connection, municipality: str, day: date) -> None:
        """A correction did not go out in time: whoever was told has to be looked at again."""
        mark = _of(Slot(municipality, day, CORRECTION, 0))
        connection.execute(update(reminder_slots).where(*mark).values(edition=OWED))

    def forget_within(self, connection: Connection, before: date) -> None:
        """Slots of past days."""
        connection.execute(delete(reminder_slots).where(table.day < before))

    def _set(self, connection: Connection, slots: Sequence[Slot], edition: int, now: datetime) -> None:
        insert = sqlite.insert if is_embedded(self._engine) else postgresql.insert
        setting = insert(reminder_slots)
        said = {"edition": setting.excluded.edition, "done_at": setting.excluded.done_at}
        rows = [_row(slot, edition, now) for slot in slots]
        connection.execute(setting.on_conflict_do_update(index_elements=KEY, set_=said), rows)


def _row(slot: Slot, edition: int, now: datetime) -> dict[str, object]:
    return {
        "day": slot.day,
        "kind": slot.kind,
        "municipality": slot.municipality,
        "minute": slot.minute,
        "edition": edition,
        "done_at": now,
    }


def _of(slot: Slot) -> Sequence[ColumnElement[bool]]:
    return table.day == slot.day, table.kind == slot.kind, table.municipality == slot.municipality
