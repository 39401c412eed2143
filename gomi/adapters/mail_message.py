"""A letter as a message for mail servers: plain text in UTF-8, in base64, which every relay leaves as it is.

The subject is written as RFC 2047 asks, a few letters a word: some Japanese mail programs show the
words of longer ones apart.
"""

from base64 import b64encode, encodebytes
from collections.abc import Iterator
from email.utils import format_datetime

from gomi.reminders.ports import Letter

MOST_BYTES = 39  # of text in an encoded word: 64 characters in base64 with what stands around them
END = "\r\n"


def as_bytes(letter: Letter, from_address: str) -> bytes:
    """The message as it is handed over, its lines ended as SMTP wants them."""
    head = "".join(f"{name}: {value}{END}" for name, value in _headers(letter, from_address))
    text = END.join([*letter.lines, ""])
    return (head + END).encode("ascii") + encodebytes(text.encode()).replace(b"\n", END.encode())


def address_of(address: str) -> str:
    """An address as it stands in a header and in the envelope: quoted where its dots demand it.

    >>> address_of("taro..gomi.@docomo.ne.jp"), address_of("taro@example.jp")
    ('"taro..gomi."@docomo.ne.jp', 'taro@example.jp')
    """
    who, _, where = address.rpartition("@")
    plain = all(who.split("."))  # no dot at an end, none beside another (RFC 5322, dot-atom)
    return address if plain else f'"{who}"@{where}'


def encoded(text: str) -> str:
    """A text as encoded words, each on a line of its own; an ASCII text as it is.

    >>> encoded("Tomorrow"), encoded("あす")
    ('Tomorrow', '=?utf-8?b?44GC44GZ?=')
    """
    text = " ".join(text.split())
    if text.isascii() and len(text) <= MOST_BYTES and "=?" not in text:
        return text
    return f"{END} ".join(f"=?utf-8?b?{b64encode(each.encode()).decode()}?=" for each in _pieces(text))


def _headers(letter: Letter, from_address: str) -> Iterator[tuple[str, str]]:
    yield "From", f"{encoded(letter.sender)}{END} <{address_of(from_address)}>"
    yield "To", address_of(letter.to)
    yield "Subject", encoded(letter.subject)
    yield "Date", format_datetime(letter.written_at)
    yield "Message-ID", f"<{letter.id}@{from_address.rpartition('@')[2]}>"
    yield "Auto-Submitted", "auto-generated"
    yield "MIME-Version", "1.0"
    yield "Content-Type", "text/plain; charset=utf-8"
    yield "Content-Transfer-Encoding", "base64"
    if letter.leaving:
        yield "List-Unsubscribe", f"<{letter.leaving}>"
        yield "List-Unsubscribe-Post", "List-Unsubscribe=One-Click"


def _pieces(text: str) -> Iterator[str]:
    """The text in pieces of few enough bytes, none parted within a letter."""
    piece = ""
    for letter in text:
        if piece and len((piece + letter).encode()) > MOST_BYTES:
            yield piece
            piece = ""
        piece += letter
    yield piece
