"""A worker told to stop stops, whichever of its threads the system tells."""

import signal
import threading

import pytest

from api.worker_command import stop_signal


@pytest.fixture(autouse=True)
def _handlers_as_before():
    before = {each: signal.getsignal(each) for each in (signal.SIGINT, signal.SIGTERM)}
    yield
    for each, handler in before.items():
        signal.signal(each, handler)


@pytest.mark.parametrize("told", [signal.SIGTERM, signal.SIGINT])
def test_a_signal_handed_to_another_thread_ends_the_waiting(told):
    wait = stop_signal()
    other = threading.Timer(0.1, lambda: signal.pthread_kill(threading.get_ident(), told))
    other.start()

    wait()

    other.join()
    assert not other.is_alive()
