"""Addresses: the standard writes them from the prefecture on, places.csv from the town on.

>>> own_address("岐阜県みほん市本町2-4-11", "岐阜県みほん市")
'本町2-4-11'
>>> own_address("岐阜県となり市本町1", "みほん市")
'岐阜県となり市本町1'
>>> full_address("本町2-4-11", "岐阜県", "みほん市", ["本町"])
('岐阜県みほん市本町2-4-11', True)
"""

import re
from collections.abc import Collection

PREFECTURES = (
    "北海道",
    "青森県",
    "岩手県",
    "宮城県",
    "秋田県",
    "山形県",
    "福島県",
    "茨城県",
    "栃木県",
    "群馬県",
    "埼玉県",
    "千葉県",
    "東京都",
    "神奈川県",
    "新潟県",
    "富山県",
    "石川県",
    "福井県",
    "山梨県",
    "長野県",
    "岐阜県",
    "静岡県",
    "愛知県",
    "三重県",
    "滋賀県",
    "京都府",
    "大阪府",
    "兵庫県",
    "奈良県",
    "和歌山県",
    "鳥取県",
    "島根県",
    "岡山県",
    "広島県",
    "山口県",
    "徳島県",
    "香川県",
    "愛媛県",
    "高知県",
    "福岡県",
    "佐賀県",
    "長崎県",
    "熊本県",
    "大分県",
    "宮崎県",
    "鹿児島県",
    "沖縄県",
)
"""In the order of JIS X 0401, whose numbers are the first two digits of a 団体コード."""

_PREFECTURE = rf"(?:{'|'.join(PREFECTURES)})"
_ELSEWHERE = re.compile(r"[^\W\d]{1,6}(?:市|郡[^\W\d]{1,5}[町村])[^\W\d]")


def prefecture_of(code: str) -> str:
    """The prefecture a 団体コード lies in; empty for a number that no prefecture has."""
    number = int(code[:2]) if re.fullmatch(r"\d{6}", code) else 0
    return PREFECTURES[number - 1] if 1 <= number <= len(PREFECTURES) else ""


def own_address(full: str, body: str) -> str:
    """The address without the prefecture and the name of its municipality; whole where it lies elsewhere."""
    name = re.sub(rf"^{_PREFECTURE}", "", body)
    if not name:
        return full
    before = re.match(rf"(?:{_PREFECTURE})?\s*(?:[^\W\d]{{1,5}}郡)?{re.escape(name)}\s*(?=\S)", full)
    return full[before.end() :] if before else full


def full_address(address: str, prefecture: str, name: str, towns: Collection[str]) -> tuple[str, bool]:
    """The address from the prefecture on, and whether it is known to lie in the municipality.

    One that names another city is left as it is, with the prefecture where none is named.
    """
    if not address or re.match(_PREFECTURE, address):
        return address, False
    if address.startswith(name):
        return prefecture + address, True
    if _ELSEWHERE.match(address) and not any(address.startswith(town) for town in towns if town):
        return prefecture + address, False
    return prefecture + name + address, True
