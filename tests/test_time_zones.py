"""Days are the municipality's, wherever the machine stands: the tests of dates once more, elsewhere."""

import os
import subprocess
import sys

import pytest

from gomi.settings import CHECKOUT

WHICH = ("-m", "dates and not browser", "-k", "not real_city", "tests/gomi", "tests/notifier")
"""Faces are told their days by the trade; the calendars of real cities add nothing but time."""


@pytest.mark.parametrize("zone", ["America/New_York", "Asia/Tokyo"])
def test_every_test_of_dates_passes_in_another_zone(zone):
    command = [sys.executable, "-m", "pytest", "-q", "-n0", "-p", "no:cacheprovider", *WHICH]

    done = subprocess.run(
        command, cwd=CHECKOUT, env={**os.environ, "TZ": zone}, capture_output=True, text=True, check=False
    )

    assert done.returncode == 0, done.stdout[-5000:]
    assert " passed" in done.stdout or "100%" in done.stdout
