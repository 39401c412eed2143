"""What `gomi line check` looks at for one municipality.

No line bears a secret or a token: settings are named, never shown.
"""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from enum import StrEnum

from gomi.commands import line_ways
from gomi.commands.line_ways import BASICS, MANAGER, MESSAGING
from gomi.conversation.ports import ChatAccount, NoAnswer, Quota
from gomi.settings import Settings
from gomi.settings_table import BY_NAME

BAD_ADDRESS = 400
REST = "Webhook のアドレス、LINE からの呼び出し、今月の通数"


class Mark(StrEnum):
    """How something stands, in a word that needs no colour."""

    GOOD = "良い"
    WRONG = "直す"
    LOOK = "見る"
    """LINE does not tell; a person has to look."""
    NOT_YET = "まだ"
    """Not looked at, because something before it is wrong."""


@dataclass(frozen=True, slots=True)
class Line:
    """One thing looked at: how it stands, and the way forward."""

    about: str
    mark: Mark
    says: str
    way: str = ""


@dataclass(frozen=True, slots=True)
class Checking:
    """The look at one municipality's account; ``set_webhook`` registers our address on the way."""

    settings: Settings
    account: ChatAccount
    municipality: str
    set_webhook: bool

    @property
    def address(self) -> str:
        """Where LINE is to send what comes in."""
        return f"{self.settings.base_url}/line/{self.municipality}/webhook"

    def lines(self) -> Iterator[Line]:
        """Everything, in the order in which it is to be put right."""
        yield self._set()
        if not self._can_call:
            yield self._not_yet(f"チャネル、{REST}は、設定がそろってから確かめます")
            return
        channel = list(self._asked("チャネル", self._channel))
        yield from channel
        if channel[0].mark is Mark.WRONG:
            yield self._not_yet(f"{REST}は、チャネルが答えてから確かめます")
            return
        if self.set_webhook:
            yield from self._asked("Webhook の登録", self._register)
        yield from self._asked("Webhook のアドレス", self._webhook)
        yield from self._asked("LINE からの呼び出し", self._tried)
        yield from self._asked("今月の通数", self._quota)
        yield from self._to_look_at()

    @property
    def _can_call(self) -> bool:
        return bool(self._get("CHANNEL_SECRET") and (self._get("CHANNEL_ID") or self._get("ACCESS_TOKEN")))

    def _set(self) -> Line:
        missing = [self._name(each) for each in ("CHANNEL_ID", "CHANNEL_SECRET") if not self._get(each)]
        if missing:
            way = f"{BASICS}の［チャネルID］［チャネルシークレット］を写し、動かしなおしてください"
            return Line("設定", Mark.WRONG, f"{'、'.join(missing)} がありません", way)
        token = "決めたものを使います" if self._get("ACCESS_TOKEN") else "そのつど発行します"
        says = f"チャネルID とチャネルシークレットがあります。アクセストークンは、{token}"
        return Line("設定", Mark.GOOD, says)

    def _not_yet(self, says: str) -> Line:
        and_not = "。Webhook は登録していません" if self.set_webhook else ""
        return Line("ほか", Mark.NOT_YET, says + and_not)

    def _asked(self, about: str, ask: Callable[[str], Iterator[Line]]) -> Iterator[Line]:
        """The lines of one look; where LINE does not tell, the line that says so."""
        try:
            yield from ask(about)
        except NoAnswer as error:
            way = line_ways.way(error, bool(self._get("ACCESS_TOKEN")))
            yield Line(about, Mark.WRONG, line_ways.says(error), self._filled(way))

    def _channel(self, about: str) -> Iterator[Line]:
        named = self.account.named(self.municipality)
        yield Line(about, Mark.GOOD, f"「{named.name}」（{named.id}）が答えました")
        if named.by_hand:
            way = f"職員が手で返事をしないなら、{MANAGER} の［応答設定］で［チャット］をオフにしてください"
            yield Line("チャット", Mark.LOOK, "オンです", way)

    def _register(self, about: str) -> Iterator[Line]:
        before = self.account.webhook(self.municipality)
        if before is not None and before.address == self.address:
            yield Line(about, Mark.GOOD, "もう登録されていたので、何もしませんでした")
            return
        try:
            self.account.set_webhook(self.municipality, self.address)
        except NoAnswer as error:
            yield self._not_taken(about, error)
            return
        instead = f"（前は {before.address}）" if before is not None else ""
        yield Line(about, Mark.GOOD, f"{self.address} を登録しました{instead}。効くまで1分ほどかかります")

    def _webhook(self, about: str) -> Iterator[Line]:
        webhook = self.account.webhook(self.municipality)
        way = (
            f"gomi line check --municipality {self.municipality} --set-webhook で登録するか、"
            f"{MESSAGING}の［Webhook URL］に {self.address} と書いてください"
        )
        if webhook is None:
            yield Line(about, Mark.WRONG, "LINE に登録されていません", way)
        elif webhook.address != self.address:
            says = f"LINE には別のアドレス {webhook.address} が登録されています"
            yield Line(about, Mark.WRONG, says, f"{way}。そちらが正しければ GOMI_BASE_URL を直してください")
        elif not webhook.active:
            way = f"{MESSAGING}の［Webhookの利用］を有効にしてください"
            yield Line(about, Mark.WRONG, f"{webhook.address} が登録されていますが、使われていません", way)
        else:
            yield Line(about, Mark.GOOD, f"{webhook.address} が登録され、使われています")

    def _tried(self, about: str) -> Iterator[Line]:
        try:
            tried = self.account.try_webhook(self.municipality, self.address)
        except NoAnswer as error:
            yield self._not_taken(about, error)
            return
        if tried.reached:
            yield Line(about, Mark.GOOD, "LINE が試しに呼び、gomi が答えました")
            return
        way = self._filled(line_ways.way_in(tried))
        yield Line(about, Mark.WRONG, f"LINE から届きません（{line_ways.reason(tried)}）", way)

    def _quota(self, about: str) -> Iterator[Line]:
        quota = self.account.quota(self.municipality)
        if quota.left == 0:
            late = "返信は続けられますが、返信が間に合わないときの答えは届きません"
            yield Line(about, Mark.WRONG, _counted(quota), f"{late}。{MANAGER} で料金プランを見てください")
        else:
            yield Line(about, Mark.GOOD, _counted(quota))

    def _to_look_at(self) -> Iterator[Line]:
        untold = "LINE は教えてくれません"
        way = f"{MESSAGING}の［Webhookの再送］を有効にしてください（同じ出来事に二度は答えません）"
        yield Line("Webhook の再送", Mark.LOOK, untold, way)
        way = f"{MANAGER} で、どちらもオフにしてください（オンだと、gomi の答えと二重になります）"
        yield Line("応答メッセージとあいさつメッセージ", Mark.LOOK, untold, way)

    def _not_taken(self, about: str, error: NoAnswer) -> Line:
        """An address was handed over.

        Raises:
            NoAnswer: it is not the address that is wrong.
        """
        if error.status != BAD_ADDRESS:
            raise error
        way = "GOMI_BASE_URL を、https:// で始まり、インターネットから引ける名前にしてください"
        return Line(about, Mark.WRONG, f"LINE が {self.address} を受け付けません", way)

    def _filled(self, way: str) -> str:
        names = {"id": "CHANNEL_ID", "secret": "CHANNEL_SECRET", "token": "ACCESS_TOKEN"}
        api = self.settings.get("GOMI_LINE_API_URL")
        return way.format(api=api, **{each: self._name(name) for each, name in names.items()})

    def _name(self, last: str) -> str:
        return BY_NAME[f"GOMI_LINE_<M>_{last}"].of(self.municipality)

    def _get(self, last: str) -> str:
        return self.settings.get(f"GOMI_LINE_<M>_{last}", self.municipality)


def _counted(quota: Quota) -> str:
    if quota.limit is None:
        return f"上限はありません（使った数 {quota.used:,}。返信は数えません）"
    return f"残り {quota.left:,} 通（上限 {quota.limit:,}、使った数 {quota.used:,}。返信は数えません）"
