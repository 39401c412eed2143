"""What LINE's refusals mean to whoever set the channel up, and the way forward from each.

``{id}``, ``{secret}`` and ``{token}`` stand for the names of the municipality's settings, ``{api}``
for LINE's address.
"""

from gomi.conversation.ports import NoAnswer, Tried, Trouble

BASICS = "LINE Developers のチャネルの［チャネル基本設定］タブ"
MESSAGING = "LINE Developers のチャネルの［Messaging API設定］タブ"
MANAGER = "LINE Official Account Manager"

LONGEST_DETAIL = 200

SAYS = {
    Trouble.NO_TOKEN: "アクセストークンを発行してもらえません",
    Trouble.NOT_LET_IN: "アクセストークンが受け付けられません",
    Trouble.UNREACHED: "LINE につながりません",
    Trouble.SLOW_DOWN: "LINE に、待つように言われました",
    Trouble.AILING: "LINE が答えられませんでした",
    Trouble.REFUSED: "LINE に断られました",
    Trouble.NOT_UNDERSTOOD: "LINE の答えを読めませんでした",
}
WAYS = {
    Trouble.NO_TOKEN: f"{BASICS}の値と、{{id}}、{{secret}} を見くらべてください",
    Trouble.NOT_LET_IN: "しばらくして、もう一度打ってください",
    Trouble.UNREACHED: "この機械から {api} へ出られるか、ファイアウォールと名前の引き方を確かめてください",
    Trouble.SLOW_DOWN: "呼びすぎです。1時間ほど待って、もう一度打ってください",
    Trouble.AILING: "LINE の側の不具合のようです。しばらくして、もう一度打ってください",
    Trouble.REFUSED: "LINE Developers のチャネルに、警告が出ていないか見てください",
    Trouble.NOT_UNDERSTOOD: "gomi が知らない答えです。gomi を新しくしてください",
}
OWN_TOKEN = (
    f"{MESSAGING}で発行しなおして {{token}} を書きかえるか、この設定を消してください"
    "（消せば、そのつど発行します）。"
    "［セキュリティ設定］タブで IP アドレスを絞っているなら、この機械を足してください"
)
WAYS_IN_BY_REASON = {
    "COULD_NOT_CONNECT": "公的な認証局の証明書か、中間証明書がそろっているか、TLS 1.2 か 1.3 で話せるか、"
    "IP アドレスで絞っていないかを、前に置いたサーバーで確かめてください",
    "REQUEST_TIMEOUT": "2秒以内に答えられませんでした。gomi serve と台帳が動いているかを確かめてください",
}
WAYS_IN_BY_STATUS = {
    401: f"署名が合いません。{{secret}} を、{BASICS}の［チャネルシークレット］に直し、"
    "gomi serve を動かしなおしてください",
    404: "動いている gomi serve にこの自治体の LINE の設定がないか、前に置いたサーバーが /line/ を"
    "通していません。設定を渡して、動かしなおしてください",
    503: "gomi serve が台帳につながっていません。/readyz を見てください",
}
WAY_IN_OTHERWISE = "gomi serve の記録（line_webhook）と、前に置いたサーバーの記録を見てください"


def says(error: NoAnswer) -> str:
    """What happened, with what LINE can be asked about."""
    told = [f"状態 {error.status}"] if error.status else []
    told += [f"LINE の受付番号 {error.request_id}"] if error.request_id else []
    return SAYS[error.trouble] + (f"（{'、'.join(told)}）" if told else "")


def way(error: NoAnswer, own_token: bool) -> str:
    """The way forward; ``own_token`` says that the token stands in the settings."""
    return OWN_TOKEN if own_token and error.trouble is Trouble.NOT_LET_IN else WAYS[error.trouble]


def reason(tried: Tried) -> str:
    """LINE's reason, and its detail where that says more."""
    if tried.detail in ("", tried.reason):
        return tried.reason
    return f"{tried.reason}: {tried.detail[:LONGEST_DETAIL]}"


def way_in(tried: Tried) -> str:
    """The way forward when LINE's call did not come through."""
    by_status = WAYS_IN_BY_STATUS.get(tried.status, WAY_IN_OTHERWISE)
    return WAYS_IN_BY_REASON.get(tried.reason, by_status)
