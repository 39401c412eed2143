"""`gomi settings`: every setting, what it says here, and what it means. Secrets are not shown."""

import os
import sys
from argparse import Namespace

from gomi import settings as environment
from gomi.commands.telling import GOOD, WRONG, Subparsers


def add_to(subparsers: Subparsers) -> None:
    """Add the command."""
    subparsers.add_parser("settings", help="設定の一覧").set_defaults(run=run_settings)


def run_settings(_args: Namespace) -> int:
    """Print the table; 1 when a value cannot be used or a name means nothing."""
    try:
        settings = environment.read(os.environ)
    except environment.SettingsWrong as error:
        print(error, file=sys.stderr)
        return WRONG
    for name, value, meaning in environment.shown(settings):
        print(f"{name}\t{value}\t{meaning}")
    for line in environment.unknown_lines(settings):
        print(line, file=sys.stderr)
    return WRONG if settings.unknown else GOOD
