"""`gomi db upgrade`: bring the ledger to the shape this program knows."""

import os
from argparse import Namespace

from gomi import settings as environment
from gomi.bootstrap import upgrade_ledger
from gomi.commands.telling import GOOD, Subparsers, told


def add_to(subparsers: Subparsers) -> None:
    """Add the command and its one verb."""
    parser = subparsers.add_parser("db", help="台帳を新しくする")
    verbs = parser.add_subparsers(metavar="VERB", required=True)
    verbs.add_parser("upgrade", help="足りない変更をすべて当てる（何度でもよい）").set_defaults(
        run=told(run_upgrade)
    )


def run_upgrade(_args: Namespace) -> int:
    """Apply what is missing; twice in a row is the same as once."""
    upgrade_ledger(environment.read(os.environ))
    print("台帳は最新の形です。")
    return GOOD
