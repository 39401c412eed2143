"""`gomi notifier run|tidy|forecast`: remind residents, forget what is old, see whether the month suffices."""

import argparse
import os
import sys
from argparse import ArgumentParser, Namespace
from collections.abc import Callable
from datetime import datetime, timedelta
from time import monotonic
from typing import Any

from gomi.bootstrap import Services, bootstrap_reminders, chat_account, open_ledger, utc_now
from gomi.commands.telling import GOOD, WRONG, Subparsers, told
from gomi.conversation.ports import NoAnswer
from gomi.settings import read, unknown_lines
from gomi.stopping import stop_signal
from gomi.words import Words, load_words
from notifier.cities import Cities
from notifier.quota import Forecast, forecast
from notifier.running import Notifier
from notifier.tidying import tidy, untidy

NAMES = {"deliveries": "90日より前のお知らせの記録", "unconfirmed homes": "確認されなかったメールの登録"}


def add_to(subparsers: Subparsers) -> None:
    """Put the command and its verbs among the others."""
    parser = subparsers.add_parser("notifier", help="収集日のお知らせを送る")
    verbs = parser.add_subparsers(metavar="VERB", required=True)
    running = verbs.add_parser("run", help="時刻になったお知らせを送りつづける")
    running.add_argument("--once", action="store_true", help="いま送れるものを送って終わる")
    _add_now(running)
    running.set_defaults(run=told(run_run))
    tidying = verbs.add_parser("tidy", help="保存の期間を過ぎたものを消す")
    tidying.add_argument("--dry-run", action="store_true", help="消さずに、数だけ出す")
    _add_now(tidying)
    tidying.set_defaults(run=told(run_tidy))
    forecasting = verbs.add_parser("forecast", help="今月の通数の見込みを出す")
    forecasting.add_argument("--municipality", metavar="M", required=True, help="自治体のid")
    _add_now(forecasting)
    forecasting.set_defaults(run=told(run_forecast))


def a_moment(text: str) -> datetime:
    """An argument that is a moment.

    Raises:
        argparse.ArgumentTypeError: it is not written 2026-11-22T20:00+09:00.
    """
    try:
        moment = datetime.fromisoformat(text)
    except ValueError:
        moment = datetime.min
    if moment.tzinfo is None:
        raise argparse.ArgumentTypeError(
            f"「{text}」は 2026-11-22T20:00+09:00 の形（時差つき）で書いてください"
        )
    return moment


def beside(services: Services[Any], words: Words) -> Notifier:
    """A notifier to work inside another process, on its services."""
    return Notifier(services, words, utc_now, account=chat_account(services.settings, utc_now))


def run_run(args: Namespace) -> int:
    """Work until stopped, or once; what is in hand then is finished first."""
    clock = clock_from(args.now)
    services = _services(clock)
    if args.once:
        try:
            Notifier(services, load_words(), clock, timedelta(0)).once()
        finally:
            services.close()
        return GOOD
    notifier = Notifier(services, load_words(), clock, account=chat_account(services.settings, clock))
    told_to_stop = stop_signal()
    try:
        notifier.start()
        print("お知らせの時刻を見ています", flush=True)
        told_to_stop()
    finally:
        notifier.stop()
        services.close()
    return GOOD


def run_tidy(args: Namespace) -> int:
    """Delete what is old, or say how much that is."""
    ledger = open_ledger(read(os.environ))
    try:
        gone = (untidy if args.dry_run else tidy)(ledger, args.now or utc_now())
    finally:
        ledger.close()
    verb = "消すもの" if args.dry_run else "消したもの"
    for name, count in gone.items():
        print(f"{verb}: {NAMES[name]} {count:,}件")
    return GOOD


def run_forecast(args: Namespace) -> int:
    """Print the month's messages; 1 when they will not do, or nobody can tell."""
    clock = clock_from(args.now)
    services = _services(clock)
    try:
        city = Cities(services, services.chat).get(args.municipality)
        quota = chat_account(services.settings, clock).quota(city.id)
        followings = services.homes.followings(city.id)
        seen = forecast(quota, followings, city.almanac, city.local(clock()).date())
    except NoAnswer as error:
        print(f"{error}。gomi line check で確かめてください", file=sys.stderr)
        return WRONG
    finally:
        services.close()
    print(said(seen))
    return WRONG if seen.limit is not None and seen.total > seen.limit else GOOD


def said(seen: Forecast) -> str:
    """The forecast in a line, with a way forward where it warns."""
    told = f"今月の見込み {seen.total:,} 通（使った数 {seen.used:,}、これから {seen.to_come:,}）"
    if seen.limit is None:
        return f"{told}。上限はありません"
    line = f"{told}。上限 {seen.limit:,} の {seen.share:.0%}"
    if not seen.warns:
        return line
    return f"{line}\n→ 足りなくなると、お知らせが届きません。LINE の料金プランを見てください"


def clock_from(start: datetime | None) -> Callable[[], datetime]:
    """The clock of this machine, or one that begins at ``start`` and runs on."""
    if start is None:
        return utc_now
    begun = monotonic()
    return lambda: start + timedelta(seconds=monotonic() - begun)


def _services(clock: Callable[[], datetime]) -> Services[None]:
    settings = read(os.environ)
    print(*unknown_lines(settings), sep="\n", end="", file=sys.stderr)
    return bootstrap_reminders(settings, clock)


def _add_now(parser: ArgumentParser) -> None:
    parser.add_argument("--now", metavar="ISO", type=a_moment, help="試すとき: この日時からはじめる")
