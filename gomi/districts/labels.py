"""How a row of a list reads to a resident."""

from gomi.districts.names import INDEX_KANA, READING
from gomi.municipality.values import District, Town

WIDTHS = str.maketrans("（）", "()")


def label_of_town(town: Town) -> str:
    """The row as a resident reads it: 「本町2丁目（みほん川より南）」, 「山手新田1〜120番地」."""
    chome = town.chome if not town.chome or town.chome.endswith("丁目") else f"{town.chome}丁目"
    if town.landmark:
        return f"{town.name}{chome}（{town.landmark}）"
    if town.block_from is None and town.block_to is None:
        return f"{town.name}{chome}"
    low = "" if town.block_from is None else str(town.block_from)
    high = "" if town.block_to is None else str(town.block_to)
    return f"{town.name}{chome}{low}〜{high}番地" if low != high else f"{town.name}{chome}{low}番地"


def label_of_district(district: District) -> str:
    """The district's name without the kana it is filed under and without its reading in brackets."""
    name = INDEX_KANA.sub("", district.name).strip()
    opening, depth = len(name), 0
    for place in range(len(name) - 1, 0, -1):
        depth += (name[place] in ")）") - (name[place] in "(（")
        if depth == 0:
            opening = place
            break
    content = name[opening + 1 : -1].translate(WIDTHS)
    return name[:opening].strip() if READING.fullmatch(content) else name
