"""A batch of equal messages as the JSON that a row of the ledger holds, and back."""

from collections.abc import Sequence
from datetime import date, datetime
from typing import cast

from gomi.ports import Claimed, JsonValue, Payload, Remembered
from gomi.reminders.ports import Batch


def remembered(batch: Batch) -> Remembered:
    """The row to be remembered; its retry key is what it is known by."""
    payload: dict[str, JsonValue] = {
        "channel": batch.channel,
        "day": batch.day.isoformat(),
        "kind": batch.kind,
        "told": batch.told,
        "edition": batch.edition,
        "expires_at": batch.expires_at.isoformat(),
        "homes": [*batch.homes],
        "residents": [*batch.residents],
        "messages": [*batch.messages],
    }
    return Remembered(batch.municipality, batch.key, payload)


def batch_of(claimed: Claimed) -> Batch:
    """The batch of a row that is not finished."""
    said: Payload = claimed.payload
    return Batch(
        municipality=claimed.source,
        channel=str(said["channel"]),
        day=date.fromisoformat(str(said["day"])),
        kind=str(said["kind"]),
        told=str(said["told"]),
        edition=cast(int, said["edition"]),
        key=claimed.event_id,
        expires_at=datetime.fromisoformat(str(said["expires_at"])),
        homes=tuple(cast(Sequence[int], said["homes"])),
        residents=tuple(cast(Sequence[str], said["residents"])),
        messages=tuple(cast(Sequence[JsonValue], said["messages"])),
    )
