"""Whether white letters can be read on a colour, and a darker colour on which they can.

>>> round(contrast_with_white("#767676"), 2)
4.54
>>> contrast_with_white(readable("#ffb230")) >= READABLE
True
"""

READABLE = 4.5  # WCAG 2.2, 1.4.3, for text of ordinary size


def contrast_with_white(colour: str) -> float:
    """WCAG's contrast ratio between a #rrggbb colour and white."""
    return 1.05 / (_luminance(colour) + 0.05)


def readable(colour: str) -> str:
    """The same hue, darkened until white letters can be read on it."""
    red, green, blue = _channels(colour)
    for percent in range(100, -1, -1):
        darker = "#" + "".join(f"{channel * percent // 100:02x}" for channel in (red, green, blue))
        if contrast_with_white(darker) >= READABLE:
            return darker
    return "#000000"


def _channels(colour: str) -> tuple[int, int, int]:
    return int(colour[1:3], 16), int(colour[3:5], 16), int(colour[5:7], 16)


def _luminance(colour: str) -> float:
    red, green, blue = (_linear(channel / 255) for channel in _channels(colour))
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def _linear(channel: float) -> float:
    return channel / 12.92 if channel <= 0.04045 else float(((channel + 0.055) / 1.055) ** 2.4)
