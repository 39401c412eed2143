"""What is no longer needed of reminders is deleted."""

from datetime import datetime, timedelta

from gomi.bootstrap import Ledger

DELIVERIES_KEPT = timedelta(days=90)
UNCONFIRMED_KEPT = timedelta(days=1)

Gone = dict[str, int]


def tidy(ledger: Ledger, now: datetime) -> Gone:
    """Delete it; how much went of each kind. Twice in a row is the same as once."""
    return {
        "deliveries": ledger.deliveries.forget((now - DELIVERIES_KEPT).date()),
        "unconfirmed homes": ledger.homes.forget_unconfirmed(now - UNCONFIRMED_KEPT),
    }


def untidy(ledger: Ledger, now: datetime) -> Gone:
    """How much `tidy` would delete."""
    return {
        "deliveries": ledger.deliveries.old((now - DELIVERIES_KEPT).date()),
        "unconfirmed homes": ledger.homes.unconfirmed(now - UNCONFIRMED_KEPT),
    }
