"""Which stream takes a category: the calendar column with its name, or one that plainly means it."""

from gomi.municipality.import_5374.areas import AREA_DAYS
from gomi.municipality.import_5374.categories import Described, same_but_brackets, same_label
from gomi.municipality.import_5374.report import Report
from gomi.search.fold import fold

SHORTEST_PREFIX = 2


def stream_of(category: Described, streams: list[str], report: Report) -> str:
    """The stream's name, empty where the calendar has none for this category."""
    if category.name in streams:
        return category.name
    for means in (same_label, same_but_brackets, is_named_in):
        found = next((stream for stream in streams if means(category.name, stream)), "")
        if found:
            said = f"区分「{category.name}」は収集区分「{found}」で集めるものとして読みました"
            report.doubted("stream", AREA_DAYS, 0, category.name, said)
            return found
    return ""


def is_named_in(category: str, stream: str) -> bool:
    """Whether a stream's list of things names the category.

    >>> is_named_in("資源ビン", "資源カン・ビン"), is_named_in("ビン", "空きカン・空きビン・小型金属類")
    (True, True)
    >>> is_named_in("資源紙", "資源カン・ビン")
    False
    """
    if "・" not in stream and "、" not in stream:
        return False
    parts = [fold(part) for part in category.replace("、", "・").split("・")]
    listed = fold(stream)
    if all(len(part) >= SHORTEST_PREFIX and part in listed for part in parts):
        return True
    named = fold(category)
    shared = next((n for n in range(len(named), 0, -1) if listed.startswith(named[:n])), 0)
    rest = named[shared:]
    return min(shared, len(rest)) >= SHORTEST_PREFIX and rest in listed[shared:]
