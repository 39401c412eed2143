"""What a list of places is asked: of what kind, what it must have, from where. Read from an address.

>>> asked = PlacesAsked.model_validate({"kind": "vouchers", "v": ["400"], "open": "1"})
>>> asked.wanted.denominations, asked.open_first, asked.parameters()
(frozenset({400}), True, {'kind': 'vouchers', 'v': ['400'], 'open': '1'})
"""

from pydantic import BaseModel, ConfigDict, Field

from gomi.conversation.wanted import PAGE_KINDS
from gomi.places.found import Brought, Wanted

KIND_BY_WORD = {word: kind for kind, word in PAGE_KINDS.items()}
FIRST, MOST = 5, 15
"""So many places are shown at first, and so many at most: farther ones stand in the list by district."""
MOST_AMOUNTS = 10


class PlacesAsked(BaseModel):
    """Everything a resident can say, as the fields of the form and the parts of the address name it."""

    model_config = ConfigDict(frozen=True, populate_by_name=True)

    q: str = ""
    """An address, a town, a postcode, or the name of a place."""
    which: str = ""
    """The spot that was chosen where ``q`` may mean several, by its label."""
    kind: str = ""
    single: bool = False
    v: tuple[int, ...] = Field((), max_length=MOST_AMOUNTS)
    """Vouchers, in yen."""
    item: str = ""
    condition: str = ""
    category: str = ""
    open_first: bool = Field(False, alias="open")
    at: str = ""
    """A district by its id."""
    everything: bool = Field(False, alias="all")
    """The list by district, though a district is remembered."""
    part: str = ""
    """A district of a list that is too long for one page."""
    more: int = FIRST

    @property
    def brought(self) -> Brought | None:
        """What is to be brought, if anything."""
        told = Brought(self.item, self.condition, self.category)
        return told if told.item or told.category else None

    @property
    def wanted(self) -> Wanted:
        """Which places are meant. Where something is to be brought, any kind will do that takes it."""
        kind = KIND_BY_WORD.get(self.kind) if self.brought is None else None
        return Wanted(
            kinds=frozenset({kind} if kind else ()),
            single_bags=self.single,
            denominations=frozenset(self.v),
            brought=self.brought,
        )

    @property
    def count(self) -> int:
        """How many places are to be shown."""
        return min(max(self.more, FIRST), MOST)

    def but(self, **changes: object) -> "PlacesAsked":
        """The same with other values."""
        return self.model_copy(update=changes)

    @property
    def anew(self) -> "PlacesAsked":
        """The same without the place in a longer list."""
        return self.but(part="", more=FIRST)

    def parameters(self) -> dict[str, str | list[str]]:
        """What an address has to say for this, and no more."""
        said = self.model_dump(by_alias=True, exclude_defaults=True)
        return {name: _written(value) for name, value in said.items() if name in NAMES and value}

    def fields(self, *without: str) -> list[tuple[str, str]]:
        """The same as fields of a form, except for those that the form shows itself."""
        return [
            (name, each)
            for name, value in self.parameters().items()
            if name not in without
            for each in (value if isinstance(value, list) else [value])
        ]


class PlacesAskedHere(PlacesAsked):
    """The same from a position, which only ever comes in the body of a request."""

    lat: float = Field(ge=-90, le=90)
    lon: float = Field(ge=-180, le=180)
    lang: str = ""


NAMES = frozenset(field.alias or name for name, field in PlacesAsked.model_fields.items())


def _written(value: object) -> str | list[str]:
    match value:
        case bool():
            return "1"
        case tuple():
            return [str(each) for each in value]
    return str(value)
