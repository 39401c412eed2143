"""An e-mail address as residents type it, brought into the form in which it is kept.

>>> read_address(" Ｔａｒｏ＠Example.JP ")
'Taro@example.jp'
>>> read_address("taro..gomi.@docomo.ne.jp")  # telephone companies gave out such addresses
'taro..gomi.@docomo.ne.jp'
"""

import re
import unicodedata

from gomi.errors import GomiError

LONGEST_ADDRESS, LONGEST_BEFORE_AT = 254, 64  # RFC 5321
ADDRESS = re.compile(
    r"(?P<who>[A-Za-z0-9.!#$%&'*+/=?^_`{|}~-]+)@(?P<where>(?:[A-Za-z0-9](?:[A-Za-z0-9-]*[A-Za-z0-9])?\.)+"
    r"[A-Za-z][A-Za-z0-9-]*[A-Za-z0-9])"
)


class NotAnAddress(GomiError):
    """What was typed is no e-mail address."""

    def __init__(self) -> None:
        super().__init__("メールアドレスを「name@example.jp」の形で入れてください")


def read_address(typed: str) -> str:
    """The address: width folded, outer blanks gone, the part behind @ in small letters.

    Raises:
        NotAnAddress: it is none, or too long for one.
    """
    found = ADDRESS.fullmatch(unicodedata.normalize("NFKC", typed).strip())
    if found is None or len(found[0]) > LONGEST_ADDRESS or len(found["who"]) > LONGEST_BEFORE_AT:
        raise NotAnAddress
    return f"{found['who']}@{found['where'].lower()}"
