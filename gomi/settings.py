"""Settings, read from the environment once and typed from then on.

`gomi.settings_table.TABLE` is the one list of them: reading, `gomi settings` and
`docs/operations.md` follow it. ``<M>`` in a name stands for a municipality's id in capitals, ``-``
as ``_``. The settings of one municipality may also stand, under the same names, in
``GOMI_SECRETS_DIR/<id>.toml``; the environment comes first.
"""

import re
import tomllib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from difflib import get_close_matches
from pathlib import Path

from gomi.errors import GomiError
from gomi.settings_table import BY_NAME, MUNICIPALITY, TABLE

PREFIX = "GOMI_"
CHECKOUT = Path(__file__).resolve().parent.parent
MOST_SECRET_KEYS = 2
FEWEST_SECRET_LETTERS = 32


class SettingsWrong(GomiError):
    """The environment says something we cannot use; ``problems`` lists all of it."""

    def __init__(self, problems: tuple[str, ...]) -> None:
        self.problems = problems
        super().__init__("\n".join(problems))


@dataclass(frozen=True)
class Settings:
    """Everything that is set, with defaults filled in. Secrets do not show in its text."""

    values: Mapping[str, str] = field(repr=False)
    unknown: tuple[str, ...] = ()

    @property
    def database_url(self) -> str:
        """Where the ledger is."""
        return self.get("GOMI_DATABASE_URL")

    @property
    def data_dir(self) -> Path:
        """The folder of municipality folders; by default the checkout's."""
        return self._folder("GOMI_DATA_DIR")

    @property
    def lexicon_dir(self) -> Path:
        """The shared lexicon; by default the checkout's, wherever the municipalities are."""
        return self._folder("GOMI_LEXICON_DIR")

    @property
    def storage(self) -> str:
        """Where photos are kept: a folder or ``s3://bucket``."""
        return self.get("GOMI_STORAGE")

    @property
    def base_url(self) -> str:
        """The address residents see, without a slash at its end."""
        return self.get("GOMI_BASE_URL").rstrip("/")

    @property
    def secret_keys(self) -> tuple[str, ...]:
        """The key to sign with, then the one still accepted; empty when none is set."""
        return tuple(key.strip() for key in self.get("GOMI_SECRET_KEY").split(",") if key.strip())

    @property
    def demo(self) -> bool:
        """Whether this is the demonstration."""
        return self.get("GOMI_DEMO") == "1"

    def get(self, name: str, municipality: str = "") -> str:
        """A setting by its name in `TABLE`; empty when it is neither set nor has a default."""
        setting = BY_NAME[name]
        return self.values.get(setting.of(municipality), "").strip() or setting.default

    def _folder(self, name: str) -> Path:
        given = self.values.get(name, "").strip()
        return Path(given) if given else CHECKOUT / BY_NAME[name].default


def read(environment: Mapping[str, str]) -> Settings:
    """The settings of this environment and of the secrets folder it names.

    Names that begin with ``GOMI_`` and mean nothing are listed in `Settings.unknown`.

    Raises:
        SettingsWrong: a value cannot be used.
    """
    given = {name: value for name, value in environment.items() if name.startswith(PREFIX)}
    secrets, problems = _from_secrets(given.get("GOMI_SECRETS_DIR", ""))
    values = {**secrets, **given}
    unknown = tuple(sorted(name for name in values if not _known(name)))
    settings = Settings(values, unknown)
    problems = (*problems, *_problems(settings))
    if problems:
        raise SettingsWrong(problems)
    return settings


def unknown_lines(settings: Settings) -> Iterator[str]:
    """A sentence for every name that means nothing, with the one that was perhaps meant."""
    for name in settings.unknown:
        near = get_close_matches(name, BY_NAME, 1)
        yield f"{name} という設定はありません" + (f"。もしかして {near[0]}" if near else "")


def shown(settings: Settings) -> Iterator[tuple[str, str, str]]:
    """(name, value as it may be shown, meaning) of every setting, those of municipalities where set."""
    for setting in TABLE:
        if MUNICIPALITY not in setting.name:
            yield setting.name, setting.shown(settings.get(setting.name)), setting.meaning
        for name in sorted(settings.values):
            if MUNICIPALITY in setting.name and setting.matches(name):
                yield name, setting.shown(settings.values[name]), setting.meaning


def _known(name: str) -> bool:
    return any(setting.matches(name) for setting in TABLE)


def _problems(settings: Settings) -> Iterator[str]:
    keys = settings.secret_keys
    if len(keys) > MOST_SECRET_KEYS:
        yield f"GOMI_SECRET_KEY: 鍵は{MOST_SECRET_KEYS}つまでです"
    if any(len(key) < FEWEST_SECRET_LETTERS for key in keys):
        yield f"GOMI_SECRET_KEY: 鍵は{FEWEST_SECRET_LETTERS}文字以上にしてください"
    if settings.get("GOMI_DEMO") not in ("", "0", "1"):
        yield "GOMI_DEMO: 1 か、何も書かないかです"
    if not re.match(r"https?://[^/\s]", settings.base_url):
        yield "GOMI_BASE_URL: https:// で始まるアドレスを書いてください"
    if settings.demo:
        yield from _not_in_a_demo(settings)


def _not_in_a_demo(settings: Settings) -> Iterator[str]:
    for setting in TABLE:
        if MUNICIPALITY in setting.name:
            names = sorted(filter(setting.matches, settings.values))
            yield from (f"{name}: デモでは LINE と Stripe の鍵を使えません" for name in names)


def _from_secrets(folder: str) -> tuple[dict[str, str], tuple[str, ...]]:
    values: dict[str, str] = {}
    problems: list[str] = []
    for path in sorted(Path(folder).glob("*.toml")) if folder.strip() else ():
        try:
            entries = tomllib.loads(path.read_text(encoding="utf-8"))
        except (OSError, ValueError) as error:
            problems.append(f"{path}: 読めません（{type(error).__name__}）")
            continue
        allowed = {each.of(path.stem) for each in TABLE if MUNICIPALITY in each.name}
        problems += [f"{path}: {name} はこのファイルに書けません" for name in sorted(set(entries) - allowed)]
        values.update({name: str(value) for name, value in entries.items() if name in allowed})
    return values, tuple(problems)
