"""Write the tables of docs/data-format.md from the descriptions that the loader uses.

``python -m gomi.municipality.reference docs/data-format.md`` renews them.
"""

import sys
from collections.abc import Iterable, Iterator
from pathlib import Path

from gomi.municipality.columns import TABLES, Column, Table
from gomi.municipality.keys import CONTACT_KEYS, KEYS, SETTINGS, Key

FROM_HERE = "<!-- Written by `python -m gomi.municipality.reference docs/data-format.md`: from here -->"
TO_HERE = "<!-- to here -->"


def renewed(page: str) -> str:
    """The page with everything between the two marks written anew."""
    before, _, rest = page.partition(FROM_HERE)
    _, _, after = rest.partition(TO_HERE)
    return f"{before}{FROM_HERE}\n\n{reference()}\n{TO_HERE}{after}"


def reference() -> str:
    """Every key and every column, as Markdown."""
    tables = (line for table in TABLES.values() for line in _table(table))
    return "\n".join(["## municipality.toml\n", *_profile(), *tables])


def _profile() -> Iterator[str]:
    yield from _keys(KEYS)
    yield "### [連絡先] (contact)\n"
    yield from _keys(CONTACT_KEYS)
    yield "### Settings\n"
    yield "Any other table is kept under `settings` as it stands."
    yield "These are the ones in use; each key may be left out.\n"
    for name, keys in SETTINGS.items():
        yield f"#### [{name}]\n"
        yield from _keys(keys)


def _keys(keys: Iterable[Key]) -> Iterator[str]:
    yield "| key | ASCII | required | meaning | example |\n|---|---|---|---|---|"
    for key in keys:
        yield f"| {key.name} | {key.ascii} | {_yes(key.required)} | {key.meaning} | `{key.example}` |"
    yield ""


def _table(table: Table) -> Iterator[str]:
    yield f"## {table.stem} ({table.title})\n"
    yield table.meaning
    yield f"The file must be there: {'yes' if table.required else 'no'}.\n"
    yield "| column | ASCII | kind | required | meaning | example |\n|---|---|---|---|---|---|"
    for column in table.columns:
        yield (
            f"| {column.header} | {column.ascii} | {_kind(column)} | {_yes(column.required)}"
            f" | {column.meaning} | {column.example} |"
        )
    yield ""


def _kind(column: Column) -> str:
    if column.choices:
        return " · ".join(column.choices)
    if column.refers:
        return f"{column.kind.value} (`{column.refers}`)"
    return column.kind.value


def _yes(required: bool) -> str:
    return "yes" if required else ""


if __name__ == "__main__":
    path = Path(sys.argv[1])
    path.write_text(renewed(path.read_text(encoding="utf-8")), encoding="utf-8")
