"""Read municipality.toml: who the municipality is, whom residents call, and its settings."""

import re
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any
from zoneinfo import ZoneInfo

from gomi.municipality.cells import Unreadable, read_date, read_language
from gomi.municipality.complaints import Complaints, Spot
from gomi.municipality.keys import CONTACT_KEYS, KEYS
from gomi.municipality.names import maybe_one_of
from gomi.municipality.values import Contact
from gomi.municipality.year_end import KEY, SECTION, read_year_end

FILE = "municipality.toml"
MAP_LINK = "map_link"
CONTACT = ("連絡先", "contact")
TAKEN_IDS = ("v1", "line", "payments", "console", "static", "mcp", "healthz", "readyz", "metrics")
"""First parts of addresses that belong to the service itself."""

_HOUR = re.compile(r"([01]?\d|2[0-4]):[0-5]\d")
_MAP_LINK = re.compile(r"(https://|geo:)(?=.*\{lat\})(?=.*\{lon\})")
_ID = re.compile(r"[a-z][a-z0-9-]*$")
_BARE_JAPANESE_KEY = re.compile(r"(?m)^(\s*\[?)([\w-]*[ぁ-ゖァ-ヺ一-鿿][\wー・-]*)(\s*[=\]])")


@dataclass(frozen=True, slots=True)
class Profile:
    """What municipality.toml says."""

    id: str
    code: str
    name: str
    reading: str
    english_name: str
    issued: date | None
    contact: Contact
    languages: tuple[str, ...]
    licence: str
    time_zone: str
    settings: Mapping[str, object]


def read_profile(content: bytes, complaints: Complaints) -> Profile | None:
    """The profile, or None when it has a 誤り."""
    return _Reader(complaints).read(content)


class _Reader:
    def __init__(self, complaints: Complaints) -> None:
        self._complaints = complaints
        self._text = ""
        self._good = True

    def read(self, content: bytes) -> Profile | None:
        try:
            self._text = content.decode("utf-8-sig")
            told = tomllib.loads(quote_japanese_keys(self._text))
        except UnicodeDecodeError:
            self._error(
                "encoding", 0, "", "文字コードが UTF-8 ではありません", "UTF-8 で保存し直してください"
            )
            return None
        except tomllib.TOMLDecodeError as error:
            line = re.search(r"at line (\d+)", str(error))
            way = '名前 = "値" の形で、文字列を " で囲んで書いてください'
            self._error("toml", int(line[1]) if line else 0, "", f"TOML として読めません（{error}）", way)
            return None
        profile = self._profile(told)
        return profile if self._good else None

    def _profile(self, told: dict[str, Any]) -> Profile:
        self._check_keys(told)
        self._check_hours(told)
        self._check_year_end(told)
        self._check_map_link(told)
        return Profile(
            id=self._id(told),
            code=self._code(told),
            name=self._string(told, "名称", "name", required=True),
            reading=self._string(told, "よみ", "reading"),
            english_name=self._string(told, "英語名", "english_name"),
            issued=self._issued(told),
            contact=self._contact(told),
            languages=self._languages(told),
            licence=self._string(told, "ライセンス", "licence"),
            time_zone=self._time_zone(told),
            settings=_settings(told),
        )

    def _check_keys(self, told: dict[str, Any]) -> None:
        known = [name for key in KEYS for name in (key.name, key.ascii)]
        for key, value in told.items():
            if key not in known and not isinstance(value, dict):
                way = maybe_one_of(key, known) or "この値は settings にそのまま入ります"
                self._doubt("unknown-key", key, f"「{key}」は知らない名前です", way)

    def _check_hours(self, told: dict[str, Any]) -> None:
        """Hours that cannot be read are not used; the usual ones are."""
        hours = told.get("reminders")
        for key, value in hours.items() if isinstance(hours, dict) else ():
            if not (isinstance(value, str) and _HOUR.fullmatch(value)):
                problem = f"[reminders] の {key}「{value}」が時刻ではありません。いつもの時刻を使います"
                self._doubt("not-an-hour", key, problem, '"20:00" の形で書いてください')

    def _check_year_end(self, told: dict[str, Any]) -> None:
        """年末年始 that cannot be read is not used; the usual days are."""
        places = told.get(SECTION)
        written = places.get(KEY, "") if isinstance(places, dict) else ""
        try:
            if written != "":
                read_year_end(str(written))
        except Unreadable as error:
            problem = f"[{SECTION}] の {KEY}「{written}」{error.problem}。いつもの年末年始を使います"
            self._doubt("not-a-year-end", KEY, problem, error.way)

    def _check_map_link(self, told: dict[str, Any]) -> None:
        """A template that is no address of a map is not used; the usual one is."""
        places = told.get(SECTION)
        template = places.get(MAP_LINK, "") if isinstance(places, dict) else ""
        if template != "" and not (isinstance(template, str) and _MAP_LINK.match(template)):
            problem = f"[{SECTION}] の {MAP_LINK}「{template}」は地図のアドレスではなく、使いません"
            way = "https:// か geo: で始め、{lat} と {lon} を入れてください"
            self._doubt("not-a-map-link", MAP_LINK, problem, way)

    def _string(self, told: dict[str, Any], name: str, ascii_: str, *, required: bool = False) -> str:
        value = told.get(name, told.get(ascii_, ""))
        if not isinstance(value, str):
            self._error(
                "not-text",
                self._line(name, ascii_),
                str(value),
                f"「{name}」が文字列ではありません",
                '" で囲んでください',
            )
            return ""
        if required and not value.strip():
            self._error(
                "empty",
                self._line(name, ascii_),
                "",
                f"「{name}」がありません",
                f'{name} = "…" と書いてください',
            )
        return value.strip()

    def _id(self, told: dict[str, Any]) -> str:
        id_ = self._string(told, "id", "id", required=True)
        if id_ and not _ID.match(id_):
            way = "半角の小文字で始め、小文字・数字・- だけで書いてください"
            self._error("bad-id", self._line("id"), id_, f"id「{id_}」は使えません", way)
        if id_ in TAKEN_IDS:
            way = f"{'、'.join(TAKEN_IDS)} のほかの名前にしてください"
            self._error("taken-id", self._line("id"), id_, f"id「{id_}」はシステムが使う名前です", way)
        return id_

    def _code(self, told: dict[str, Any]) -> str:
        code = self._string(told, "団体コード", "code")
        if not re.fullmatch(r"\d{6}", code):
            way = "総務省の6桁の団体コードを書いてください（カレンダーの予定の識別に使います）"
            self._doubt("code", "団体コード", f"団体コード「{code}」が6桁の数字ではありません", way)
        return code

    def _issued(self, told: dict[str, Any]) -> date | None:
        value = told.get("発行日", told.get("issued"))
        if isinstance(value, datetime):
            return value.date()
        if isinstance(value, date):
            return value
        if not value:
            self._doubt("issued", "発行日", "発行日がありません", "この版を出した日を書いてください")
            return None
        try:
            return read_date(str(value))
        except Unreadable as error:
            self._error(
                "issued",
                self._line("発行日", "issued"),
                str(value),
                f"発行日「{value}」{error.problem}",
                error.way,
            )
            return None

    def _contact(self, told: dict[str, Any]) -> Contact:
        table = told.get(CONTACT[0], told.get(CONTACT[1], {}))
        if not isinstance(table, dict):
            self._error(
                "contact",
                self._line(*CONTACT),
                "",
                "連絡先が表ではありません",
                "[連絡先] の下に 電話 = … と書いてください",
            )
            table = {}
        if not table.get("電話", table.get("telephone")):
            self._doubt(
                "contact", "連絡先", "連絡先の電話がありません", "[連絡先] に 電話 = … と書いてください"
            )
        return Contact(**{key.ascii: self._string(table, key.name, key.ascii) for key in CONTACT_KEYS})

    def _languages(self, told: dict[str, Any]) -> tuple[str, ...]:
        value = told.get("言語", told.get("languages", ["ja"]))
        try:
            if isinstance(value, str):
                value = value.replace(",", "、").split("、")
            return tuple(read_language(str(each)) for each in value)
        except (Unreadable, TypeError):
            way = '["ja", "en"] のように書いてください'
            self._error(
                "languages", self._line("言語", "languages"), str(value), f"言語「{value}」が読めません", way
            )
            return ("ja",)

    def _time_zone(self, told: dict[str, Any]) -> str:
        zone = self._string(told, "時間帯", "time_zone") or "Asia/Tokyo"
        try:
            ZoneInfo(zone)
        except (ValueError, OSError, LookupError):
            way = "Asia/Tokyo と書くか、消してください"
            self._error(
                "time-zone", self._line("時間帯", "time_zone"), zone, f"時間帯「{zone}」はありません", way
            )
        return zone

    def _line(self, *names: str) -> int:
        """The line where one of the keys is written, 0 where none is."""
        for number, line in enumerate(self._text.splitlines(), 1):
            if re.match(rf'\s*\[?"?({"|".join(map(re.escape, names))})"?\s*[=\]]', line):
                return number
        return 0

    def _error(self, kind: str, line: int, read: str, problem: str, way: str) -> None:
        self._good = False
        self._complaints.error(kind, Spot(FILE, line, "", read), problem, way)

    def _doubt(self, kind: str, key: str, problem: str, way: str) -> None:
        self._complaints.doubt(kind, Spot(FILE, self._line(key), key), problem, way)


def quote_japanese_keys(text: str) -> str:
    """Put quote marks around bare Japanese keys, which TOML asks for and nobody expects.

    >>> quote_japanese_keys('名称 = "みほん市"')
    '"名称" = "みほん市"'
    """
    return _BARE_JAPANESE_KEY.sub(r'\1"\2"\3', text)


def _settings(told: Mapping[str, Any]) -> dict[str, object]:
    """Everything that is not the profile itself, unchanged."""
    own = {name for key in KEYS for name in (key.name, key.ascii) if key.name != "pii_entry"}
    return {key: value for key, value in told.items() if key not in own and key not in CONTACT}
