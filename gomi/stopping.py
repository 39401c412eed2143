"""How a process that runs on notices that it is told to stop."""

import signal
import threading
from collections.abc import Callable

WAKES_EVERY_SECONDS = 0.5


def stop_signal() -> Callable[[], None]:
    """From now on SIGINT and SIGTERM are noticed; what comes back waits in the main thread for one.

    The system may hand a signal to any thread (it does after SIGSTOP and SIGCONT), and Python runs
    its handler only when the main thread wakes: so it wakes now and then.
    """
    stopping = threading.Event()
    for signal_ in (signal.SIGINT, signal.SIGTERM):
        signal.signal(signal_, lambda *_: stopping.set())

    def wait() -> None:
        while not stopping.wait(WAKES_EVERY_SECONDS):
            pass

    return wait
