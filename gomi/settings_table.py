"""The one list of settings: names, meanings, defaults, and which values are secret.

``<M>`` in a name stands for a municipality's id in capitals, ``-`` as ``_``.

>>> BY_NAME["GOMI_LINE_<M>_CHANNEL_ID"].of("higashi-mihon")
'GOMI_LINE_HIGASHI_MIHON_CHANNEL_ID'
>>> BY_NAME["GOMI_DATABASE_URL"].shown("postgresql://gomi:letmein@db/gomi")
'postgresql://…@db/gomi'
"""

import re
from dataclasses import dataclass

MUNICIPALITY = "<M>"


@dataclass(frozen=True, slots=True)
class Setting:
    """One setting: its name, what it says, its default as shown, and whether its value is hidden."""

    name: str
    meaning: str
    default: str = ""
    secret: bool = False

    def matches(self, name: str) -> bool:
        """Whether an environment variable of that name is this setting."""
        return re.fullmatch(self.name.replace(MUNICIPALITY, "[A-Z0-9_]+"), name) is not None

    def shown(self, value: str) -> str:
        """The value as it may be shown: of a secret only whether it is set, of an address not its key."""
        if not self.secret or not value:
            return value or "（なし）"
        if self.name.endswith("_URL"):
            return re.sub(r"\?.*", "?…", re.sub(r"(?<=://).*@", "…@", value))
        return "（設定済み）"

    def of(self, municipality: str) -> str:
        """The name it bears for one municipality."""
        return self.name.replace(MUNICIPALITY, municipality.upper().replace("-", "_"))


TABLE: tuple[Setting, ...] = (
    Setting(
        "GOMI_DATABASE_URL",
        "台帳の場所。`sqlite:///…` または `postgresql://…`",
        "sqlite:///var/gomi.sqlite3",
        secret=True,
    ),
    Setting("GOMI_DATA_DIR", "自治体フォルダを並べたフォルダ", "data"),
    Setting("GOMI_LEXICON_DIR", "どの自治体にも共通の言葉のフォルダ", "data/lexicon"),
    Setting("GOMI_STORAGE", "写真の置き場所。フォルダまたは `s3://バケツ名`", "var/photos"),
    Setting(
        "GOMI_BASE_URL", "住民から見えるアドレス（例 `https://gomi.example.jp`）", "http://127.0.0.1:8000"
    ),
    Setting(
        "GOMI_SECRET_KEY",
        "署名の鍵。32文字以上。入れ替えのあいだは `新しい鍵,古い鍵` と2つ書ける",
        secret=True,
    ),
    Setting("GOMI_SECRETS_DIR", "自治体ごとの鍵のファイル `<id>.toml` を置くフォルダ"),
    Setting("GOMI_LINE_<M>_CHANNEL_ID", "LINE チャネルID"),
    Setting("GOMI_LINE_<M>_CHANNEL_SECRET", "LINE チャネルシークレット", secret=True),
    Setting(
        "GOMI_LINE_<M>_ACCESS_TOKEN",
        "LINE 長期のアクセストークン。なければ短期のものを都度発行する",
        secret=True,
    ),
    Setting("GOMI_LINE_API_URL", "LINE の窓口。代役を使うときに変える", "https://api.line.me"),
    Setting("GOMI_STRIPE_<M>_API_KEY", "Stripe の API キー", secret=True),
    Setting("GOMI_STRIPE_<M>_WEBHOOK_SECRET", "Stripe の Webhook 署名の鍵", secret=True),
    Setting("GOMI_STRIPE_API_URL", "Stripe の窓口。代役を使うときに変える", "https://api.stripe.com"),
    Setting("GOMI_SMTP_URL", "メールサーバー（例 `smtp://user:pass@mail.example.jp:587`）", secret=True),
    Setting("GOMI_MAIL_FROM", "メールの差出人のアドレス（例 `gomi@city.example.jp`）"),
    Setting("GOMI_DEMO", "`1` でデモ。`./dev serve` だけが付ける。LINE と Stripe の鍵とは一緒に使えない"),
)

BY_NAME = {setting.name: setting for setting in TABLE}


def as_markdown() -> str:
    """The table of settings for the operator's guide."""
    rows = [f"| `{each.name}` | {each.meaning} | {_code(each.default)} |" for each in TABLE]
    return "\n".join(["| 名前 | 意味 | 既定 |", "|---|---|---|", *rows])


def _code(text: str) -> str:
    return f"`{text}`" if text else ""
