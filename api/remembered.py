"""The one cookie there is: the district a resident asked to be remembered, by a press of a button.

Every page is right without it. It holds a district's id and nothing else, one for each municipality;
where the service is on HTTPS it bears the prefix `__Host-`, so that no other site can set it.
"""

from urllib.parse import quote, unquote

from starlette.requests import Request
from starlette.responses import Response

from gomi.settings import Settings

LONGEST = 400 * 24 * 60 * 60  # seconds; browsers keep no cookie longer
LONGEST_ID = 200


class Remembered:
    """Writes and reads the cookie."""

    def __init__(self, settings: Settings) -> None:
        self._secure = settings.base_url.startswith("https://")

    def read(self, request: Request, municipality: str) -> str:
        """The id that is remembered; empty where there is none. It may name a district that is gone."""
        value = unquote(request.cookies.get(self._name(municipality), ""))
        return value if len(value) <= LONGEST_ID else ""

    def write(self, response: Response, municipality: str, district: str) -> None:
        """Have a district remembered."""
        self._set(response, municipality, quote(district, safe=""), LONGEST)

    def forget(self, response: Response, municipality: str) -> None:
        """Have it forgotten."""
        self._set(response, municipality, "", 0)

    def _set(self, response: Response, municipality: str, value: str, seconds: int) -> None:
        response.set_cookie(
            self._name(municipality),
            value,
            max_age=seconds,
            path="/",
            secure=self._secure,
            httponly=True,
            samesite="lax",
        )

    def _name(self, municipality: str) -> str:
        return f"{'__Host-' if self._secure else ''}gomi-district-{municipality}"
