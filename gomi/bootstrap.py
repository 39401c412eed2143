"""Choose the keepers and hand them out: the one place that knows which adapters there are.

`open_ledger` is enough for a command that publishes or lists; `bootstrap` is for a process that
serves. Both leave with `close`. `chat_account` is for looking at how a chat is set up.
"""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, datetime
from functools import cached_property
from pathlib import Path
from typing import Generic, TypeVar
from uuid import uuid4

from gomi.adapters import sql_schema
from gomi.adapters.folder_mail import FolderMail
from gomi.adapters.line import LineAccount, LineChat
from gomi.adapters.smtp_mail import SmtpMail, server_of
from gomi.adapters.sql_contacts import SqlContacts
from gomi.adapters.sql_counts import SqlCounts
from gomi.adapters.sql_deliveries import SqlDeliveries
from gomi.adapters.sql_editions import SqlEditions
from gomi.adapters.sql_homes import SqlHomes
from gomi.adapters.sql_leases import SqlLeases
from gomi.adapters.sql_ledger import SqlEngine, is_embedded, open_engine
from gomi.adapters.sql_migrations import is_current, upgrade
from gomi.adapters.sql_revisions import SqlRevisions
from gomi.conversation.ports import ChatAccount, ChatFace, Contacts
from gomi.feed_history import FeedHistory, FeedRevisions
from gomi.municipality.values import Municipality
from gomi.ports import Editions, Leases, LedgerNotUpgraded, SearchCounts
from gomi.reminders.ports import Deliveries, Homes, Mail
from gomi.reminders.serving import ServedDays
from gomi.search.counting import CountBuffer
from gomi.served import Served
from gomi.settings import Settings

Index = TypeVar("Index")

WRITERS_AT_ONCE = 8
DEMONSTRATION_MAIL = Path("var/mail")


def utc_now() -> datetime:
    """The clock of a process that serves."""
    return datetime.now(UTC)


@dataclass(frozen=True)
class Ledger:
    """台帳: everything that is kept, behind its promises."""

    engine: SqlEngine
    editions: Editions
    search_counts: SearchCounts
    inbox: Leases
    outbox: Leases
    contacts: Contacts
    homes: Homes
    deliveries: Deliveries
    feed_revisions: FeedRevisions

    @property
    def writers_at_once(self) -> int:
        """How many transactions that write may run side by side and gain by it."""
        return 1 if is_embedded(self.engine) else WRITERS_AT_ONCE

    def close(self) -> None:
        """Give back every connection."""
        self.engine.dispose()


@dataclass(frozen=True)
class Services(Generic[Index]):
    """What the faces stand on. ``counts`` gathers; ``search_counts`` is where it ends up.

    ``mail`` is None where none is set up.
    """

    settings: Settings
    ledger: Ledger
    served: Served[Index]
    counts: CountBuffer
    chat: ChatFace
    mail: Mail | None = None

    @cached_property
    def feed_history(self) -> FeedHistory:
        """How the events of calendar feeds changed."""
        return FeedHistory(self.settings.data_dir, self.ledger.editions, self.ledger.feed_revisions)

    @property
    def engine(self) -> SqlEngine:
        """The ledger's engine."""
        return self.ledger.engine

    @property
    def editions(self) -> Editions:
        """Published tables."""
        return self.ledger.editions

    @property
    def search_counts(self) -> SearchCounts:
        """What was asked, counted."""
        return self.ledger.search_counts

    @property
    def inbox(self) -> Leases:
        """What came in and is to be handled once."""
        return self.ledger.inbox

    @property
    def outbox(self) -> Leases:
        """What is to go out once."""
        return self.ledger.outbox

    @property
    def contacts(self) -> Contacts:
        """How residents stand in a chat."""
        return self.ledger.contacts

    @property
    def homes(self) -> Homes:
        """Where residents want to be told of collection days."""
        return self.ledger.homes

    @property
    def deliveries(self) -> Deliveries:
        """What was told to whom."""
        return self.ledger.deliveries

    def close(self) -> None:
        """Stop the threads, write the last counts, give back every connection."""
        self.served.stop()
        self.counts.stop()
        if self.mail is not None:
            self.mail.close()
        self.ledger.close()


def bootstrap(
    settings: Settings,
    build_index: Callable[[Municipality], Index],
    clock: Callable[[], datetime] = utc_now,
    background: bool = True,
) -> Services[Index]:
    """Open the ledger, load every municipality and begin to keep them up to date.

    Without ``background`` no thread is started: `Served.refresh` and `CountBuffer.flush` are the
    caller's.

    Raises:
        LedgerAddressWrong: the setting names no ledger.
        LedgerUnreachable: the ledger does not answer.
        LedgerNotUpgraded: a ledger on PostgreSQL has not the shape this program knows.
        SettingsWrong: what is set for mail cannot be used.
    """
    mail = open_mail(settings)
    ledger = open_ledger(settings)
    served = Served(settings.data_dir, ledger.editions, build_index, clock)
    keep = ledger.search_counts
    counts = CountBuffer(keep.add_many, lambda: keep.forget(clock()))
    if background:
        served.start()
        counts.start()
    else:
        served.refresh()
    return Services(settings, ledger, served, counts, LineChat(settings, clock), mail)


def bootstrap_reminders(settings: Settings, clock: Callable[[], datetime]) -> Services[None]:
    """The same for a process that reminds and searches nothing; no thread is started.

    Raises:
        LedgerAddressWrong, LedgerUnreachable, LedgerNotUpgraded, SettingsWrong: as `bootstrap`.
    """
    mail = open_mail(settings)
    ledger = open_ledger(settings)
    served = ServedDays(settings.data_dir, ledger.editions, lambda _: None, clock)
    served.refresh()
    counts = CountBuffer(ledger.search_counts.add_many)
    return Services(settings, ledger, served, counts, LineChat(settings, clock), mail)


def open_mail(settings: Settings) -> Mail | None:
    """The way to send letters; in the demonstration they are written to a folder.

    Raises:
        SettingsWrong: what is set cannot be used.
    """
    if settings.demo:
        return FolderMail(DEMONSTRATION_MAIL)
    server = server_of(settings)
    return SmtpMail(*server) if server is not None else None


def open_ledger(settings: Settings) -> Ledger:
    """The ledger, ready for use. An embedded one is made and upgraded on the way.

    Raises:
        LedgerAddressWrong, LedgerUnreachable, LedgerNotUpgraded: as `bootstrap`.
    """
    engine = open_engine(settings.database_url)
    try:
        _make_ready(engine)
    except BaseException:
        engine.dispose()
        raise
    return ledger_on(engine)


def chat_account(settings: Settings, clock: Callable[[], datetime] = utc_now) -> ChatAccount:
    """The municipalities' accounts on the chat's platform; nothing is called before it is asked."""
    return LineAccount(settings, clock)


def upgrade_ledger(settings: Settings) -> None:
    """Bring the ledger to the shape this program knows; once is as good as twice."""
    engine = open_engine(settings.database_url)
    try:
        upgrade(engine)
    finally:
        engine.dispose()


def ledger_on(engine: SqlEngine) -> Ledger:
    """The keepers on an engine whose ledger is upgraded."""
    queues = (sql_schema.inbox, sql_schema.outbox, sql_schema.batches)
    inbox, outbox, batches = (SqlLeases(engine, table, _new_token) for table in queues)
    homes, deliveries = SqlHomes(engine), SqlDeliveries(engine, batches)
    contacts = SqlContacts(engine, inbox, outbox, homes)
    return Ledger(
        engine,
        SqlEditions(engine),
        SqlCounts(engine),
        inbox,
        outbox,
        contacts,
        homes,
        deliveries,
        SqlRevisions(engine),
    )


def _make_ready(engine: SqlEngine) -> None:
    if is_current(engine):
        return
    if not is_embedded(engine):
        raise LedgerNotUpgraded
    upgrade(engine)


def _new_token() -> str:
    return uuid4().hex
