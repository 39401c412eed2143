"""Load the folder a command names, or tell the clerk at the terminal why it cannot be used."""

import sys
from pathlib import Path

from gomi.municipality.load import load
from gomi.municipality.values import Municipality


def load_or_tell(folder: Path) -> Municipality | None:
    """The municipality in ``folder``; None, its 誤り printed on standard error, when there is none."""
    loaded = load(folder)
    if loaded.municipality is None:
        print(f"{folder}: このままでは使えません（gomi check {folder} で詳しく）", file=sys.stderr)
        for complaint in loaded.complaints[:20]:
            print(f"  {complaint}", file=sys.stderr)
    return loaded.municipality
