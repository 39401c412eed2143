"""What every test may ask for, and the list of what could not run here."""

import os
from pathlib import Path

import pytest

CHECKOUT = Path(__file__).resolve().parent.parent
SHARED = CHECKOUT.parent / "shared"
LONGEST_FIRST = ("journeys", "test_time_zones.py", "browser", "test_search_quality.py", "test_hazards.py")
"""Folders and files whose tests wait for processes, or are long and cannot be shared out."""


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption("--all", action="store_true", help="fail when something cannot run here")


def pytest_xdist_auto_num_workers(config: pytest.Config) -> int:
    """One more than there are cores: a good part of the tests waits for other processes."""
    return (os.cpu_count() or 1) + 1


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """The longest files first: they would else go on when all the others are done."""
    items.sort(
        key=lambda item: next(
            (place for place, part in enumerate(LONGEST_FIRST) if part in item.path.parts), len(LONGEST_FIRST)
        )
    )


def pytest_terminal_summary(terminalreporter, config: pytest.Config) -> None:
    """End with what could not run, and what is missing for it."""
    reasons: dict[str, int] = {}
    for report in terminalreporter.stats.get("skipped", []):
        reason = report.longrepr[2] if isinstance(report.longrepr, tuple) else str(report.longrepr)
        reasons[reason.removeprefix("Skipped: ")] = reasons.get(reason.removeprefix("Skipped: "), 0) + 1
    if not reasons:
        terminalreporter.write_line("すべてのテストを走らせました。")
        return
    terminalreporter.write_sep("-", "ここで走らせられなかったもの")
    for reason, count in sorted(reasons.items()):
        terminalreporter.write_line(f"{count:5d}  {reason}")


def pytest_sessionfinish(session: pytest.Session, exitstatus: int) -> None:
    """With --all, a test that could not run counts as a failure."""
    reporter = session.config.pluginmanager.get_plugin("terminalreporter")
    skipped = reporter.stats.get("skipped", []) if reporter else []
    if session.config.getoption("--all") and skipped and exitstatus == pytest.ExitCode.OK:
        session.exitstatus = pytest.ExitCode.TESTS_FAILED


@pytest.fixture(scope="session")
def shared() -> Path:
    """The folder of trial data beside the checkout, where there is one."""
    if not SHARED.is_dir():
        pytest.skip("../shared（実在の市の表と検索の問い）がありません")
    return SHARED
