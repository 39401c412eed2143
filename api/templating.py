"""The templates, compiled once, and the static files, read once."""

import hashlib
import mimetypes
import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

from jinja2 import Environment, FileSystemLoader, StrictUndefined
from markupsafe import Markup

KANJI_THEN_KATAKANA = re.compile("(?<=[一-鿿])(?=[ァ-ヺ]{3})")
HERE = Path(__file__).resolve().parent
NEVER_CHANGES = "public, max-age=31536000, immutable"
MAY_CHANGE = "public, max-age=300"


@dataclass(frozen=True, slots=True)
class StaticFile:
    """A file as it is sent; its address bears its version."""

    name: str
    content: bytes
    media_type: str
    version: str

    @property
    def address(self) -> str:
        """Where it is, for as long as it stays as it is."""
        return f"/static/{self.name}?v={self.version}"


@lru_cache(maxsize=1)
def static_files() -> Mapping[str, StaticFile]:
    """Every static file under its name."""
    paths = sorted(path for path in (HERE / "static").iterdir() if path.is_file())
    return {path.name: _static_file(path) for path in paths}


@lru_cache(maxsize=1)
def environment() -> Environment:
    """The templates' environment: everything is escaped, nothing undefined passes."""
    made = Environment(
        loader=FileSystemLoader(HERE / "templates"),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        auto_reload=False,
        cache_size=-1,
    )
    made.filters["breakable"] = breakable
    made.globals["static"] = {name: file.address for name, file in static_files().items()}
    for name in made.list_templates():
        made.get_template(name)
    return made


def breakable(name: Markup) -> Markup:
    """A name that may be parted where kanji and katakana meet, so that no line ends inside a word."""
    return name if "<" in name else Markup(KANJI_THEN_KATAKANA.sub("<wbr>", str(name)))


def render(template: str, **values: object) -> str:
    """One page as text."""
    return environment().get_template(template).render(**values)


def _static_file(path: Path) -> StaticFile:
    content = path.read_bytes()
    media_type = mimetypes.guess_type(path.name)[0] or "application/octet-stream"
    return StaticFile(path.name, content, media_type, hashlib.sha256(content).hexdigest()[:12])
