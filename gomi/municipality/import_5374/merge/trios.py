"""The three states of each row: as last imported, as the clerk left it, as the source now has it."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from gomi.municipality.import_5374.merge.likeness import BOTHS, CLERKS, SOURCES, Keys
from gomi.municipality.import_5374.merge.meaning import Meaning, View, id_of
from gomi.municipality.import_5374.merge.ours import OurRow
from gomi.municipality.import_5374.merge.previous import Cells


@dataclass(eq=False, slots=True)
class Trio:
    """One row in up to three states, with what its cells mean in each."""

    stem: str
    base: Cells | None = None
    ours: OurRow | None = None
    theirs: Cells | None = None
    base_view: View | None = None
    our_view: View | None = None
    their_view: View | None = None
    item: str = ""
    """The item of a rule, under the id that all states know."""
    absorbed: bool = False
    """Whether a row that the clerk called otherwise before now has this name."""

    @property
    def common(self) -> str:
        """The id under which all three states know the row; a clerk's own begins with =."""
        for cells in (self.theirs, self.base):
            if cells is not None:
                return id_of(self.stem, cells)
        return f"={id_of(self.stem, self.ours.cells)}" if self.ours else ""


def paired(left: Sequence[View], right: Sequence[View], keys: Keys) -> dict[int, int]:
    """Places in ``left`` with their places in ``right``, by the first key that both share."""
    found: dict[int, int] = {}
    free = dict.fromkeys(range(len(right)))
    for columns in keys:
        by_key: dict[tuple[object, ...], list[int]] = {}
        for place in free:
            by_key.setdefault(tuple(right[place][column] for column in columns), []).append(place)
        for place, view in enumerate(left):
            alike = by_key.get(tuple(view[column] for column in columns)) if place not in found else None
            if alike and any(view[column] for column in columns):
                found[place] = alike.pop(0)
                del free[found[place]]
    return found


def trios(
    stem: str,
    base: tuple[Sequence[Cells], Meaning],
    ours: tuple[Sequence[OurRow], Meaning],
    theirs: tuple[Sequence[Cells], Meaning],
) -> list[Trio]:
    """Every row of the table once: the clerk's in their order, then the source's new, then the gone."""
    made = [
        Trio(stem, ours=row, our_view=view)
        for row, view in zip(ours[0], _our_views(stem, *ours), strict=True)
    ]
    base_views = [base[1].view(stem, row) for row in base[0]]
    trio_by_base: dict[int, Trio] = {}
    for mine, place in paired([_view(trio.our_view) for trio in made], base_views, CLERKS[stem]).items():
        trio_by_base[place] = made[mine]
    for place, row in enumerate(base[0]):
        if place not in trio_by_base:
            made.append(trio_by_base.setdefault(place, Trio(stem)))
        trio_by_base[place].base, trio_by_base[place].base_view = row, base_views[place]
    _know(stem, made, ours[1])
    if stem == "items":
        _know_by_name(theirs[0], ours[1].common["items"])
    their_views = [theirs[1].view(stem, row) for row in theirs[0]]
    base_by_new = paired(their_views, base_views, SOURCES[stem])
    rest = [place for place in range(len(their_views)) if place not in base_by_new]
    own = [trio for trio in made if trio.base is None]
    own_views = [_known_view(trio, ours[1]) for trio in own]
    both = paired([their_views[place] for place in rest], own_views, BOTHS[stem])
    own_by_new = {rest[mine]: own[other] for mine, other in both.items()}
    for place, row in enumerate(theirs[0]):
        if place in base_by_new:
            trio = trio_by_base[base_by_new[place]]
        elif place in own_by_new:
            trio = own_by_new[place]
        else:
            trio = Trio(stem)
            made.append(trio)
        trio.theirs, trio.their_view = row, their_views[place]
    _know(stem, made, ours[1])
    _name_items(stem, made, ours[1])
    _absorb(stem, made, ours[1], (base[1], theirs[1]))
    return made


def _name_items(stem: str, made: Iterable[Trio], ours: Meaning) -> None:
    for trio in made if stem == "items" else ():
        trio.item = trio.common
        if trio.ours is not None:
            trio.item = ours.common["items"].get(id_of(stem, trio.ours.cells), trio.common)


def _absorb(stem: str, made: Sequence[Trio], ours: Meaning, others: tuple[Meaning, Meaning]) -> None:
    """A row of the source whose name the clerk gave to another row stands for that row from then on."""
    if stem not in ("streams", "categories", "items"):
        return
    mine = [trio for trio in made if trio.ours is not None]
    present = {_identity(trio, ours) for trio in mine}
    by_name = {_view(trio.our_view)["name"]: _identity(trio, ours) for trio in mine}
    for trio in made:
        if trio.ours is None and trio.theirs is not None and (trio.item or trio.common) not in present:
            owner = by_name.get(_view(trio.their_view)["name"])
            if owner is not None:
                trio.absorbed = True
                for meaning in others:
                    meaning.common.setdefault(stem, {})[trio.common] = owner


def _identity(trio: Trio, ours: Meaning) -> str:
    cells = trio.ours.cells if trio.ours else {}
    return ours.common[trio.stem].get(id_of(trio.stem, cells), trio.common)


def _our_views(stem: str, rows: Iterable[OurRow], meaning: Meaning) -> list[View]:
    """What a clerk's rows mean; further rows of an item may leave its name to the first."""
    rows = list(rows)
    views = [meaning.view(stem, row.cells) for row in rows]
    if stem == "items":
        names: dict[str, str] = {}
        for view in views:
            if view["name"]:
                names.setdefault(view["item_id"], view["name"])
        for view in views:
            view["name"] = view["name"] or names.get(view["item_id"], "")
    return views


def _known_view(trio: Trio, meaning: Meaning) -> View:
    """A clerk's own row with its item under the id that all versions know."""
    view = dict(_view(trio.our_view))
    if trio.stem == "items":
        view["item_id"] = meaning.common["items"].get(view["item_id"], view["item_id"])
    return view


def _know(stem: str, made: Iterable[Trio], ours: Meaning) -> None:
    """Remember under which id each of the clerk's rows is known."""
    if stem == "rules":
        return
    common = ours.common.setdefault(stem, {})
    for trio in made:
        if trio.ours is not None:
            id_ = id_of(stem, trio.ours.cells)
            if common.get(id_, "=").startswith("="):
                common[id_] = trio.common


def _know_by_name(theirs: Iterable[Cells], common: dict[str, str]) -> None:
    """An item of the clerk's own that the source now lists too was given the clerk's id."""
    listed = {row["item_id"] for row in theirs}
    for id_, known in common.items():
        if known.startswith("=") and id_ in listed:
            common[id_] = id_


def _view(view: View | None) -> View:
    return view or {}
