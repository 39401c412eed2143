"""How a calendar is subscribed to: its address, and where each program for calendars takes it.

>>> way = Subscribing("https://gomi.example.jp", "/v1/mihon/districts/honcho-1/calendar.ics", ("paper",), "")
>>> way.address
'https://gomi.example.jp/v1/mihon/districts/honcho-1/calendar.ics?types=paper'
>>> way.webcal
'webcal://gomi.example.jp/v1/mihon/districts/honcho-1/calendar.ics?types=paper'
"""

from dataclasses import dataclass
from urllib.parse import quote, urlencode

import segno
from markupsafe import Markup

ALARMS = ("20:00", "07:00")
"""The evening before, and the morning."""
GOOGLE = "https://calendar.google.com/calendar/r?cid="
OUTLOOK = "https://outlook.live.com/calendar/0/addfromweb"
OUTLOOK_AT_WORK = "https://outlook.office.com/calendar/0/addfromweb"


@dataclass(frozen=True, slots=True)
class Subscribing:
    """The ways to one feed. ``types`` are the ids of the streams wanted; empty for all."""

    base_url: str
    path: str
    types: tuple[str, ...]
    alarm: str

    @property
    def address(self) -> str:
        """The feed, for every program that asks for an address."""
        wanted = {"types": ",".join(self.types), "alarm": self.alarm}
        asked = urlencode({name: value for name, value in wanted.items() if value}, safe=",:")
        return self.base_url + self.path + (f"?{asked}" if asked else "")

    @property
    def webcal(self) -> str:
        """The feed, so that a telephone opens its calendar."""
        return "webcal:" + self.address.partition(":")[2]

    @property
    def google(self) -> str:
        """Google's page that adds it."""
        return GOOGLE + quote(self.webcal, safe="")

    def outlook(self, name: str, at_work: bool = False) -> str:
        """Outlook's page that adds it, at home or with an account from work."""
        page = OUTLOOK_AT_WORK if at_work else OUTLOOK
        return f"{page}?{urlencode({'url': self.address, 'name': name})}"

    @property
    def download(self) -> str:
        """The days as they are now, as a file."""
        return self.address + ("&" if "?" in self.address else "?") + "download=1"

    def qr(self) -> Markup:
        """The webcal address as a picture to be read by a camera."""
        code = segno.make(self.webcal, error="m", micro=False)
        return Markup(code.svg_inline(scale=4, border=4, omitsize=True, dark="#000", light="#fff"))
