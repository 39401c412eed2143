"""A notifier over みほん市 on a ledger in memory: the clock and LINE say what the test tells them."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

import pytest

from gomi.adapters.line import draw
from gomi.adapters.sql_ledger import open_engine
from gomi.adapters.sql_migrations import upgrade
from gomi.bootstrap import Services, ledger_on
from gomi.conversation.ports import Outcome
from gomi.municipality.load import read_folder
from gomi.reminders.homes import Home, SaveHome
from gomi.search.counting import CountBuffer
from gomi.served import Served
from gomi.settings import CHECKOUT, read
from gomi.words import load_words
from notifier.anew import Anew
from notifier.batching import Maker
from notifier.cities import Cities
from notifier.correcting import Corrector
from notifier.planning import Planner
from notifier.rate import Rate
from notifier.sending import Sender
from notifier.telling import Teller

CHANNEL, TOWN = "165", "mihon"
JAPAN = ZoneInfo("Asia/Tokyo")
LEASE = 60.0
MOST_AT_ONCE = 50


def at(text: str) -> datetime:
    """A time in Japan."""
    return datetime.fromisoformat(text).replace(tzinfo=JAPAN)


@dataclass
class Chat:
    """LINE as the script says; it remembers what was accepted, and takes a key once."""

    script: list[Outcome] = field(default_factory=list)
    calls: list[tuple] = field(default_factory=list)
    inbox: dict[str, list[str]] = field(default_factory=dict)
    lost: int = 0
    keys: set[str] = field(default_factory=set)
    channel_id: str | None = CHANNEL

    def channel(self, municipality):
        return self.channel_id if municipality == TOWN else None

    def warm_up(self):
        return None

    def draw(self, reply, asked):
        return [*draw(reply, asked)]

    def multicast(self, municipality, to, messages, key):
        self.calls.append((municipality, tuple(to), tuple(map(str, messages)), key))
        outcome = self.script.pop(0) if self.script else Outcome.ACCEPTED
        gone = outcome is Outcome.ACCEPTED or self.lost > 0
        if outcome is not Outcome.ACCEPTED and self.lost:
            self.lost -= 1
        if gone and key not in self.keys:
            self.keys.add(key)
            for user in to:
                self.inbox.setdefault(user, []).append(messages[0]["altText"])
        return outcome


class Desk:
    """Everything together, on one thread."""

    def __init__(self) -> None:
        engine = open_engine("sqlite://")
        upgrade(engine)
        self.ledger, self.chat, self.now = ledger_on(engine), Chat(), at("2026-11-22T12:00")
        self.files = read_folder(CHECKOUT / "data" / TOWN)
        served = Served(CHECKOUT / "data", self.ledger.editions, lambda _: None, lambda: self.now)
        counts = CountBuffer(self.ledger.search_counts.add_many, lambda: 0)
        self.services = Services(read({}), self.ledger, served, counts, self.chat)
        self.other = self.another()
        self.cities, self.planner, self.corrector, self.sender = self.other

    def another(self) -> tuple:
        """A second notifier on the same ledger."""
        cities, deliveries = Cities(self.services, self.chat), self.ledger.deliveries
        keys = iter(range(10**6))
        maker = Maker(Teller(load_words(), self.chat), lambda: f"key-{id(cities)}-{next(keys)}")
        sender = Sender(deliveries, self.chat, cities, Anew(self.ledger.homes, maker), Rate(200, lambda: 0.0))
        return (
            cities,
            Planner(cities, deliveries, maker),
            Corrector(cities, deliveries, maker, timedelta(0)),
            sender,
        )

    def add(
        self, user: str = "U1", district: str = "honcho-1", created: datetime | None = None, **telling
    ) -> Home:
        """A resident's home."""
        telling = {"evening": 20 * 60, **telling}
        home = Home(0, TOWN, CHANNEL, user, district=district, **telling)
        self.ledger.homes.change(CHANNEL, user, [SaveHome(home)], created or self.now)
        return next(each for each in self.ledger.homes.of(CHANNEL, user) if each.label == home.label)

    def publish(self, when: str, *exceptions: str) -> None:
        """Put an edition with these further rows of exceptions into force."""
        rows = "".join(f"{row}\n" for row in exceptions).encode()
        files = {**self.files, "exceptions.csv": self.files["exceptions.csv"].rstrip() + b"\n" + rows}
        self.ledger.editions.add(TOWN, files, now=at(when))

    def plan(self, when: str) -> int:
        """Plan what is due, and send nothing."""
        self.now = at(when)
        self.cities.look()
        return self.planner.plan(self.now) + self.corrector.correct(self.now)

    def send(self, when: str | None = None, most: int = MOST_AT_ONCE) -> int:
        """Send what is due now, at most so many batches; how many were in hand."""
        self.now = at(when) if when else self.now
        self.cities.look()
        claimed = self.ledger.deliveries.claim(self.now, LEASE, most)
        for row, batch in claimed:
            self.sender.send(row, batch, self.now)
        return len(claimed)

    def tick(self, when: str) -> None:
        """Plan and send until nothing is left that can be sent now."""
        before = -1
        while before != 0:
            self.plan(when)
            before = self.send()

    def heard(self, user: str = "U1") -> list[str]:
        """What came to a resident."""
        return self.chat.inbox.get(user, [])


@pytest.fixture
def desk() -> Iterator[Desk]:
    """A fresh one."""
    desk = Desk()
    yield desk
    desk.ledger.close()


@pytest.fixture
def everyone(desk: Desk) -> Callable[[], Sequence[int]]:
    """How many messages each resident who was told anything has had."""
    return lambda: sorted({len(heard) for heard in desk.chat.inbox.values()})
