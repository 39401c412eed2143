"""The parts of a bubble: texts, boxes, the tile. Colours are those of every other face.

A bubble is white whatever theme the phone has, so that each colour keeps its contrast.
"""

from collections.abc import Iterable

from gomi.adapters.line.limits import Json
from gomi.conversation.messages.tile import Tile

WHITE, GROUND, DANGER_GROUND = "#FFFFFF", "#F4F5F8", "#FDEEEE"
INK, BLACK, SOFT = "#333333", "#1A1A1A", "#5C5F66"
PRIMARY, DANGER, CHANGED, RULE = "#0017C1", "#CE0000", "#8B3200", "#D0D4DC"
GOOD = "#197A4B"
LARGE_TILE, SMALL_TILE = ("56px", "xxl"), ("36px", "lg")


def text(said: str, size: str = "md", color: str = INK, **more: object) -> Json:
    """A text that wraps."""
    return {"type": "text", "text": said, "size": size, "color": color, "wrap": True, **more}


def bold(said: str, size: str, color: str = BLACK, **more: object) -> Json:
    """A text that stands out."""
    return text(said, size, color, weight="bold", **more)


def column(contents: Iterable[Json | None], **more: object) -> Json:
    """Parts below each other; those that are None are left out."""
    return {"type": "box", "layout": "vertical", "contents": [each for each in contents if each], **more}


def row(contents: Iterable[Json | None], **more: object) -> Json:
    """Parts beside each other; those that are None are left out."""
    return {"type": "box", "layout": "horizontal", "contents": [each for each in contents if each], **more}


def tile_box(tile: Tile, form: tuple[str, str]) -> Json:
    """A category's tile: a letter on its colour, no picture to be loaded."""
    side, size = form
    letter = {"type": "text", "text": tile.letter, "size": size, "weight": "bold", "color": WHITE,
              "align": "center"}  # fmt: skip
    return column([letter], width=side, height=side, backgroundColor=tile.colour.upper(),
                  cornerRadius="8px", justifyContent="center", flex=0)  # fmt: skip


def empty_tile(letter: str, form: tuple[str, str]) -> Json:
    """A tile of no category: a letter in a frame."""
    side, size = form
    said = {"type": "text", "text": letter, "size": size, "weight": "bold", "color": SOFT, "align": "center"}
    return column([said], width=side, height=side, borderColor=SOFT, borderWidth="1px", cornerRadius="8px",
                  justifyContent="center", flex=0)  # fmt: skip


def separator() -> Json:
    """A rule between things."""
    return {"type": "separator", "color": RULE}


def numbered(sentences: Iterable[str]) -> Json | None:
    """Steps with their numbers; one alone has none."""
    steps = list(sentences)
    if len(steps) == 1:
        return text(steps[0])
    rows = [row([bold(str(number), "md", flex=0), text(step, flex=1)], spacing="md")
            for number, step in enumerate(steps, 1)]  # fmt: skip
    return column(rows, spacing="sm") if rows else None


def bubble(body: Iterable[Json | None], footer: Json | None = None, width: str = "mega") -> Json:
    """A white bubble."""
    white = {"backgroundColor": WHITE}
    drawn = {
        "type": "bubble",
        "size": width,
        "styles": {"header": white, "body": white, "footer": white},
        "body": column(body, spacing="lg", paddingAll="16px"),
    }
    if footer is not None:
        drawn["footer"] = column([footer], spacing="sm", paddingAll="12px")
    return drawn


def main_button(label: str, address: str) -> Json:
    """The one button of a bubble that stands out."""
    return {**link_button(label, address), "style": "primary"}


def link_button(label: str, address: str) -> Json:
    """A quiet link to a page or a telephone number."""
    action = {"type": "uri", "label": label, "uri": address}
    return {"type": "button", "style": "link", "action": action, "height": "md",
            "adjustMode": "shrink-to-fit", "color": PRIMARY}  # fmt: skip
