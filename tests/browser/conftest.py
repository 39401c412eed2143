"""A real browser before a real server: `gomi serve` on a free port, and Debian's Chromium."""

import os
import shutil
import socket
import subprocess
import sys
import time
from pathlib import Path
from urllib.error import URLError
from urllib.request import urlopen

import pytest

CHECKOUT = Path(__file__).resolve().parent.parent.parent
FLAGS = (
    "--headless",
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
)
SECONDS_TO_START = 60


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    for item in items:
        if Path(item.fspath).parent == Path(__file__).parent:
            item.add_marker(pytest.mark.browser)


@pytest.fixture(scope="session")
def chromium():
    """The browser, for as long as the session lasts."""
    path = shutil.which("chromium")
    if path is None:
        pytest.skip("Debian のパッケージ chromium がありません")
    sync_api = pytest.importorskip(
        "playwright.sync_api", reason="Python のパッケージ playwright がありません"
    )
    with sync_api.sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=path, args=list(FLAGS))
        yield browser
        browser.close()


@pytest.fixture(scope="session")
def address(tmp_path_factory: pytest.TempPathFactory):
    """Where a server of みほん市 answers."""
    folder = tmp_path_factory.mktemp("served")
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    environment = {
        **os.environ,
        "GOMI_DEMO": "1",
        "GOMI_DATABASE_URL": f"sqlite:///{folder / 'gomi.sqlite3'}",
        "GOMI_BASE_URL": f"http://127.0.0.1:{port}",
    }
    command = [sys.executable, "-m", "gomi", "serve", "--port", str(port), "--unlimited"]
    with (folder / "log").open("w") as log:
        server = subprocess.Popen(command, cwd=CHECKOUT, env=environment, stdout=log, stderr=log)
        try:
            _wait_for(f"http://127.0.0.1:{port}/mihon/", server)
            yield f"http://127.0.0.1:{port}"
        finally:
            server.terminate()
            server.wait(10)


def _wait_for(url: str, server: "subprocess.Popen[bytes]") -> None:
    until = time.monotonic() + SECONDS_TO_START
    while time.monotonic() < until and server.poll() is None:
        try:
            urlopen(url, timeout=5).close()
            return
        except URLError:
            time.sleep(0.2)
    pytest.fail(f"{url} did not answer")
