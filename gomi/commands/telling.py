"""How a command tells what came of it: 0 good, 1 the thing asked about is wrong, 2 wrong use."""

import functools
import sys
from argparse import ArgumentParser, Namespace, _SubParsersAction
from collections.abc import Callable
from typing import TypeAlias

from gomi.errors import GomiError
from gomi.municipality.publishing import StartsInThePast
from gomi.settings import SettingsWrong

Subparsers: TypeAlias = "_SubParsersAction[ArgumentParser]"
Run = Callable[[Namespace], int]

GOOD, WRONG, WRONG_USE = 0, 1, 2


def told(run: Run) -> Run:
    """The command with our own errors told in a sentence instead of a traceback."""

    @functools.wraps(run)
    def run_and_tell(args: Namespace) -> int:
        try:
            return run(args)
        except GomiError as error:
            print(error, file=sys.stderr)
            return WRONG_USE if isinstance(error, SettingsWrong | StartsInThePast) else WRONG

    return run_and_tell
