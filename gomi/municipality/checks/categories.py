"""Categories: tiles that can be told apart and read, a stream where the truck comes, items."""

from gomi.municipality.colours import READABLE, contrast_with_white, readable
from gomi.municipality.complaints import Complaints, Spot
from gomi.municipality.tables import Tables
from gomi.municipality.values import CategoryKind


def check_categories(tables: Tables, complaints: Complaints) -> None:
    """Every doubt about a category's tile, stream and items."""
    _check_colours(tables, complaints)
    _check_letters(tables, complaints)
    _check_streams(tables, complaints)
    _check_items(tables, complaints)


def _check_colours(tables: Tables, complaints: Complaints) -> None:
    for row in tables.categories:
        colour = row.value.colour
        contrast = contrast_with_white(colour)
        if contrast < READABLE:
            complaints.doubt(
                "colour",
                Spot(tables.file("categories"), row.line, "色", colour),
                f"色 {colour} は白い文字とのコントラストが {contrast:.1f}:1 です（{READABLE}:1 以上が必要）",
                f"{readable(colour)} なら読めます",
            )


def _check_letters(tables: Tables, complaints: Complaints) -> None:
    first: dict[str, str] = {}
    for row in tables.categories:
        letter, name = row.value.letter, row.value.name
        if letter in first:
            complaints.doubt(
                "letter",
                Spot(tables.file("categories"), row.line, "文字", letter),
                f"文字「{letter}」が「{first[letter]}」と「{name}」で同じです",
                "色が見えない人のため、別の文字にしてください",
            )
        first.setdefault(letter, name)


def _check_streams(tables: Tables, complaints: Complaints) -> None:
    used = {row.value.stream for row in tables.categories}
    for row in tables.categories:
        if row.value.kind is CategoryKind.COLLECTED and not row.value.stream:
            complaints.doubt(
                "no-stream",
                Spot(tables.file("categories"), row.line, "収集区分"),
                f"「{row.value.name}」に収集区分がありません",
                "収集区分を書くか、種別を確かめてください（収集日を出せません）",
            )
    for stream in tables.streams:
        if stream.value.id not in used:
            complaints.doubt(
                "unused-stream",
                Spot(tables.file("streams"), stream.line, "名称", stream.value.name),
                f"収集区分「{stream.value.name}」を使う分別区分がありません",
                "categories.csv の収集区分を確かめてください",
            )


def _check_items(tables: Tables, complaints: Complaints) -> None:
    used = {rule.category for item in tables.items for rule in item.value.rules}
    for row in tables.categories if tables.items else ():
        if row.value.id not in used:
            complaints.doubt(
                "no-items",
                Spot(tables.file("categories"), row.line, "名称", row.value.name),
                f"「{row.value.name}」の品目がひとつもありません",
                "items.csv の区分を確かめてください",
            )
