"""Publish a municipality's tables as a new edition, or bring the one before back.

What is published is checked first: tables with a 誤り change nothing. Nothing is ever taken back:
undoing adds an edition that holds what an earlier one held.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from zoneinfo import ZoneInfo

from gomi.errors import GomiError
from gomi.municipality.complaints import Complaint
from gomi.municipality.editions import FOLDER, Edition, NothingToUndo, digest
from gomi.municipality.load import load_files
from gomi.municipality.values import Municipality
from gomi.ports import Editions


class StartsInThePast(GomiError):
    """An edition can begin now or later, not earlier."""

    def __init__(self, starts_at: datetime) -> None:
        self.starts_at = starts_at
        super().__init__(f"開始日時 {starts_at.isoformat(timespec='minutes')} は過ぎています")


class TablesWrong(GomiError):
    """The tables to bring back have a 誤り for this program; ``complaints`` says which."""

    def __init__(self, number: int, complaints: Sequence[Complaint]) -> None:
        self.number, self.complaints = number, complaints
        super().__init__(f"前の版（版{number}）の表に誤りがあるので、戻せません")


@dataclass(frozen=True, slots=True)
class Published:
    """What came of it. Without an ``edition`` the tables had a 誤り and nothing changed.

    When ``added`` is False, ``edition`` held these very tables already and nothing changed either.
    """

    municipality: Municipality | None
    edition: Edition | None
    added: bool
    complaints: Sequence[Complaint]


def publish(
    files: Mapping[str, bytes],
    name: str,
    editions: Editions,
    now: datetime,
    at: datetime | None = None,
    after: int | None = None,
) -> Published:
    """Check these files and keep them as the next edition, from now or from ``at`` on.

    ``at`` without a zone is meant in the municipality's own. ``after`` is the newest edition the files
    were made from the knowledge of.

    Raises:
        StartsInThePast: ``at`` lies before ``now``.
        PublishedMeanwhile: another edition was added since ``after``; nothing was kept.
    """
    loaded = load_files(files, name)
    municipality = loaded.municipality
    if municipality is None:
        return Published(None, None, False, loaded.complaints)
    starts_at = _start(municipality, now, at)
    in_force = editions.current(municipality.id, starts_at)
    if in_force is not None and in_force.digest == digest(files):
        return Published(municipality, in_force, False, loaded.complaints)
    added = editions.add(municipality.id, files, now=now, starts_at=starts_at, after=after)
    return Published(municipality, added, True, loaded.complaints)


def undo(municipality: str, folder: Mapping[str, bytes] | None, editions: Editions, now: datetime) -> Edition:
    """Publish again, under a number of its own, what held before the edition in force.

    An edition that itself brings an older one back stands for that older one, so undoing twice goes
    back two steps. Before the first published edition there is edition 0: the ``folder``'s files as
    they are today, None where there is no folder.

    Raises:
        NothingToUndo: there is nothing before it, or it would hold the same.
        TablesWrong: what held before cannot be used any more.
        PublishedMeanwhile: another edition was added at the same moment.
    """
    history = editions.history(municipality)
    in_force = editions.current(municipality, now)
    if in_force is None:
        raise NothingToUndo(f"「{municipality}」には、公開した版がまだありません")
    before = _before(in_force, history)
    files = folder if before == FOLDER else editions.at(municipality, before).files
    if files is None:
        raise NothingToUndo(f"「{municipality}」の版0（フォルダ）がないので、前の版に戻せません")
    if digest(files) == in_force.digest:
        raise NothingToUndo(f"前の版（版{before}）は、今の版{in_force.number}と同じ内容です")
    loaded = load_files(files, f"{municipality}@{before}")
    if loaded.municipality is None:
        raise TablesWrong(before, loaded.complaints)
    return editions.add(municipality, files, now=now, republishes=before, after=history[-1].number)


def _start(municipality: Municipality, now: datetime, at: datetime | None) -> datetime:
    if at is None:
        return now
    starts_at = at if at.tzinfo is not None else at.replace(tzinfo=ZoneInfo(municipality.time_zone))
    if starts_at < now:
        raise StartsInThePast(starts_at)
    return starts_at


def _before(in_force: Edition, history: Sequence[Edition]) -> int:
    """The number of the edition whose files held before the first publication of these ones."""
    by_number = {each.number: each for each in history}
    first = _first_published(in_force.number, by_number)
    if first == FOLDER:
        raise NothingToUndo("版0（フォルダ）より前の版はありません")
    place = _place(by_number[first])
    earlier = [each for each in history if _place(each) < place]
    return _first_published(max(earlier, key=_place).number, by_number) if earlier else FOLDER


def _first_published(number: int, by_number: Mapping[int, Edition]) -> int:
    while number != FOLDER and (republished := by_number[number].republishes) is not None:
        number = republished
    return number


def _place(edition: Edition) -> tuple[datetime, int]:
    return edition.starts_at, edition.number
