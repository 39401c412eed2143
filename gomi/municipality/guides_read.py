"""Read guides/*.md into blocks, complaining of whatever a page may not hold."""

from collections.abc import Mapping

from gomi.municipality.complaints import Complaints
from gomi.municipality.guides import Guide
from gomi.municipality.names import Names


def read_guides(
    files: Mapping[str, bytes], names: Mapping[str, Names], complaints: Complaints
) -> tuple[Guide, ...]:
    """Every page under guides/, in their order. ``names`` has those of categories and items."""
    made = []
    for name in sorted(files):
        if name.startswith("guides/") and name.endswith(".md"):
            id_ = name.removeprefix("guides/").removesuffix(".md")
            text = files[name].decode("utf-8-sig", errors="replace")
            heading = next((line for line in text.splitlines() if line.startswith("#")), id_)
            made.append(Guide(id_, heading.lstrip("# ").strip(), "", ()))
    return tuple(made)
