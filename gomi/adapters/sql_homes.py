"""Residents' homes, kept in the ledger; the promise is `gomi.reminders.ports.Homes`."""

import json
from collections.abc import Sequence
from datetime import datetime
from typing import Any, assert_never

from sqlalchemy import Connection, Engine, Row, Text, cast, delete, func, select, update
from sqlalchemy.dialects import postgresql, sqlite

from gomi.adapters.sql_ledger import is_embedded, reading, writing
from gomi.adapters.sql_lists import listed
from gomi.adapters.sql_schema import deliveries, homes
from gomi.reminders.homes import MAIL, DropHome, Home, HomeChange, HomeState, PauseHomes, SaveHome
from gomi.reminders.ports import Following, LabelTaken

BEFORE_PAUSE = {HomeState.PAUSED: HomeState.ACTIVE, HomeState.ACTIVE: HomeState.PAUSED}
"""Whoever leaves or comes back changes only these; an address that waits goes on waiting."""
KEY = ["channel", "resident", "municipality", "label"]


class SqlHomes:
    """Homes of every channel."""

    def __init__(self, engine: Engine) -> None:
        self._engine = engine

    def of(self, channel: str, resident: str) -> tuple[Home, ...]:
        """By id, which is the order in which they came."""
        theirs = (homes.c.channel == channel, homes.c.resident == resident)
        with reading(self._engine) as connection:
            return tuple(map(home_of, connection.execute(select(homes).where(*theirs).order_by(homes.c.id))))

    def change(self, channel: str, resident: str, changes: Sequence[HomeChange], now: datetime) -> None:
        """One transaction."""
        with writing(self._engine) as connection:
            self.change_within(connection, channel, resident, changes, now)

    def change_within(
        self,
        connection: Connection,
        channel: str,
        resident: str,
        changes: Sequence[HomeChange],
        now: datetime,
    ) -> None:
        """The same within a transaction that writes more."""
        for change in changes:
            match change:
                case SaveHome(home) if home.id:
                    self._update(connection, channel, resident, home, now)
                case SaveHome(home):
                    self._add(connection, channel, resident, home, now)
                case DropHome(id):
                    self._drop(connection, channel, resident, id)
                case PauseHomes(state):
                    self._pause(connection, channel, resident, state)
                case _:
                    assert_never(change)

    def by_id(self, id: int) -> Home | None:
        """By its primary key."""
        return next(iter(self.by_ids([id])), None)

    def by_ids(self, ids: Sequence[int]) -> tuple[Home, ...]:
        """One statement for all of them."""
        with reading(self._engine) as connection:
            these = select(homes).where(homes.c.id.in_(listed(connection, ids))).order_by(homes.c.id)
            return tuple(map(home_of, connection.execute(these)))

    def set_state(self, id: int, state: HomeState, now: datetime) -> bool:
        """One row."""
        setting = update(homes).where(homes.c.id == id).values(state=state, changed_at=now)
        with writing(self._engine) as connection:
            return connection.execute(setting).rowcount == 1

    def followings(self, municipality: str) -> Sequence[Following]:
        """Counted by the database: a city's homes differ in little."""
        what = (homes.c.district, homes.c.next_district, homes.c.moves_on, cast(homes.c.streams, Text))
        when = (homes.c.evening.is_not(None), homes.c.morning.is_not(None))
        asking = (
            select(*what, *when, func.count())
            .where(
                homes.c.municipality == municipality,
                homes.c.state == HomeState.ACTIVE,
                homes.c.channel != MAIL,
            )
            .group_by(*what, *when)
        )
        with reading(self._engine) as connection:
            rows = connection.execute(asking).all()
        return [
            Following(district, next_district, moves_on, tuple(json.loads(streams)), bool(evening),
                      bool(morning), count)
            for district, next_district, moves_on, streams, evening, morning, count in rows
        ]  # fmt: skip

    def unconfirmed(self, before: datetime) -> int:
        """By when they were given."""
        waiting = (homes.c.state == HomeState.WAITING, homes.c.created_at < before)
        with reading(self._engine) as connection:
            return connection.execute(select(func.count()).where(*waiting)).scalar_one()

    def forget_unconfirmed(self, before: datetime) -> int:
        """By when they were given."""
        waiting = (homes.c.state == HomeState.WAITING, homes.c.created_at < before)
        with writing(self._engine) as connection:
            return connection.execute(delete(homes).where(*waiting)).rowcount

    def _add(self, connection: Connection, channel: str, resident: str, home: Home, now: datetime) -> None:
        """A home added again under its label is the same one with changes."""
        known = self._known(connection, channel, resident, home)
        if known is not None:
            self._write(connection, known, home, now)
            return
        insert = sqlite.insert if is_embedded(self._engine) else postgresql.insert
        row = {**_columns(home), "channel": channel, "resident": resident, "created_at": now,
               "changed_at": now}  # fmt: skip
        connection.execute(insert(homes).values(row).on_conflict_do_nothing(index_elements=KEY))

    def _update(self, connection: Connection, channel: str, resident: str, home: Home, now: datetime) -> None:
        theirs = (homes.c.id == home.id, homes.c.channel == channel, homes.c.resident == resident)
        kept = connection.execute(select(homes).where(*theirs)).one_or_none()
        if kept is None:
            return
        namesake = self._known(connection, channel, resident, home)
        if namesake is not None and namesake.id != home.id:
            raise LabelTaken(home.label)
        self._write(connection, kept, home, now)

    def _known(self, connection: Connection, channel: str, resident: str, home: Home) -> Row[Any] | None:
        called_so = (
            homes.c.channel == channel,
            homes.c.resident == resident,
            homes.c.municipality == home.municipality,
            homes.c.label == home.label,
        )
        return connection.execute(select(homes).where(*called_so)).one_or_none()

    def _write(self, connection: Connection, kept: Row[Any], home: Home, now: datetime) -> None:
        told_alike = home_of(kept).follows == home.follows
        changed_at = kept.changed_at if told_alike else now
        row = {**_columns(home), "changed_at": changed_at}
        connection.execute(update(homes).where(homes.c.id == kept.id).values(row))

    def _drop(self, connection: Connection, channel: str, resident: str, id: int) -> None:
        theirs = (homes.c.id == id, homes.c.channel == channel, homes.c.resident == resident)
        if connection.execute(delete(homes).where(*theirs)).rowcount:
            connection.execute(delete(deliveries).where(deliveries.c.home == id))

    def _pause(self, connection: Connection, channel: str, resident: str, state: HomeState) -> None:
        theirs = (homes.c.channel == channel, homes.c.resident == resident)
        if before := BEFORE_PAUSE.get(state):
            connection.execute(update(homes).where(*theirs, homes.c.state == before).values(state=state))


def home_of(row: Row[Any]) -> Home:
    """A row of `homes`."""
    return Home(
        row.id,
        row.municipality,
        row.channel,
        row.resident,
        row.label,
        row.district,
        row.next_district,
        row.moves_on,
        row.evening,
        row.morning,
        tuple(row.streams),
        row.lang,
        HomeState(row.state),
    )


def _columns(home: Home) -> dict[str, object]:
    return {
        "municipality": home.municipality,
        "label": home.label,
        "district": home.district,
        "next_district": home.next_district,
        "moves_on": home.moves_on,
        "evening": home.evening,
        "morning": home.morning,
        "streams": list(home.streams),
        "lang": home.lang,
        "state": home.state,
    }
