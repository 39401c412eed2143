"""`gomi line check` against a strict stand-in of LINE, with a real webhook on its other side."""

import argparse
import importlib.util
import json
import socket
import sys
from contextlib import contextmanager
from pathlib import Path

import pytest
import structlog

from api.app import create_app
from api.line.desk import LineDesk
from gomi.bootstrap import bootstrap, utc_now
from gomi.commands import line
from gomi.logs import log_to_stderr
from gomi.search.engine import SearchEngine
from gomi.settings import read
from gomi.words import load_words

SECRET, TOKEN, ID = "the-channels-secret", "the-channels-token", "1234567890"
KEYS = {
    "GOMI_LINE_MIHON_CHANNEL_ID": ID,
    "GOMI_LINE_MIHON_CHANNEL_SECRET": SECRET,
    "GOMI_LINE_MIHON_ACCESS_TOKEN": TOKEN,
}


@pytest.fixture(scope="module")
def platform(shared):
    folder = shared / "line_platform"
    if not (folder / "line_platform.py").is_file():
        pytest.skip("../shared/line_platform（LINE の代わり）がありません")
    pytest.importorskip("yaml", reason="pyyaml がありません（LINE の代わりが使います）")
    with lent_httpx():
        return load_by_path(folder / "line_platform.py")


@contextmanager
def lent_httpx():
    """The stand-in calls webhooks with httpx; its successor has every name it uses."""
    lent = "httpx" not in sys.modules and importlib.util.find_spec("httpx") is None
    if lent:
        reason = "httpx がありません（LINE の代わりが使います）"
        sys.modules["httpx"] = pytest.importorskip("httpx2", reason=reason)
    try:
        yield
    finally:
        if lent:
            del sys.modules["httpx"]


def load_by_path(path: Path):
    spec = importlib.util.spec_from_file_location("line_platform", path)
    module = importlib.util.module_from_spec(spec)
    before = sys.modules.get("line_platform")
    sys.modules["line_platform"] = module  # its dataclasses look themselves up
    spec.loader.exec_module(module)
    if before is not None:
        sys.modules["line_platform"] = before
    return module


@pytest.fixture
def sim(platform):
    """LINE, with our channel in it."""
    config = platform.SimConfig(channel_secret=SECRET, channel_id=ID, tokens=(TOKEN,), monthly_limit=200)
    with platform.SimServer(config) as server:
        yield server


@pytest.fixture(scope="module")
def gomi_serving(platform, tmp_path_factory):
    """The real webhook on a port; what comes in stays in the inbox."""
    ledger = tmp_path_factory.mktemp("ledger") / "gomi.sqlite3"
    settings = read({**KEYS, "GOMI_DATABASE_URL": f"sqlite:///{ledger}"})
    log_to_stderr()
    services = bootstrap(settings, SearchEngine(settings.lexicon_dir).index, background=False)
    desk = LineDesk(services, utc_now, worker=None)
    with platform.AppServer(create_app(services, load_words(), line=desk)) as server:
        yield server.url
    desk.stop()
    services.close()
    structlog.reset_defaults()


@pytest.fixture
def setting(sim, gomi_serving, monkeypatch, tmp_path):
    """Set what is handed in over a channel that is set up well; None takes a setting away."""

    def change(**changed):
        for name, value in {
            **KEYS,
            "GOMI_LINE_API_URL": sim.url,
            "GOMI_BASE_URL": gomi_serving,
            "GOMI_DATABASE_URL": f"sqlite:///{tmp_path}/gomi.sqlite3",
            **changed,
        }.items():
            if value is None:
                monkeypatch.delenv(name, raising=False)
            else:
                monkeypatch.setenv(name, value)

    change()
    return change


@pytest.fixture
def registered(sim, setting, gomi_serving):
    sim.sim.webhook = {"endpoint": f"{gomi_serving}/line/mihon/webhook", "active": True}
    return sim.sim.webhook


@pytest.fixture
def check(capsys):
    """Call the command: its exit code, the marks by what they are about, and all it printed."""

    def call(*words: str):
        parser = argparse.ArgumentParser()
        line.add_to(parser.add_subparsers(required=True))
        args = parser.parse_args(["line", "check", *words])
        code = args.run(args)
        told = capsys.readouterr()
        assert SECRET not in told.out + told.err
        assert TOKEN not in told.out + told.err
        return code, marks(told.out), told.out

    return call


def marks(printed: str) -> dict[str, str]:
    found = (each.strip() for each in printed.splitlines() if each.startswith("  ［"))
    return {each[4:].split(": ")[0]: each[1:3] for each in found}


def closed_port() -> int:
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        return taken.getsockname()[1]


def test_a_channel_set_up_well_is_good_and_what_line_does_not_tell_is_to_be_looked_at(registered, check, sim):
    code, told, printed = check()

    assert code == 0
    assert told == {
        "自治体の表": "良い",
        "設定": "良い",
        "チャネル": "良い",
        "Webhook のアドレス": "良い",
        "LINE からの呼び出し": "良い",
        "今月の通数": "良い",
        "Webhook の再送": "見る",
        "応答メッセージとあいさつメッセージ": "見る",
    }
    assert "「ごみ案内」（@000simul）が答えました" in printed
    assert "残り 200 通（上限 200、使った数 0" in printed
    assert "直すところはありません" in printed
    assert sim.sim.violations == []


def test_without_a_token_of_its_own_one_is_issued(registered, setting, check, sim):
    setting(GOMI_LINE_MIHON_ACCESS_TOKEN=None)

    code, told, printed = check()

    assert (code, told["チャネル"], len(sim.sim.issued)) == (0, "良い", 1)
    assert "そのつど発行します" in printed
    assert not any(token in printed for token in sim.sim.issued)


@pytest.mark.parametrize("missing", ["CHANNEL_ID", "CHANNEL_SECRET"])
def test_a_missing_setting_is_told_by_its_name(setting, check, missing):
    setting(**{f"GOMI_LINE_MIHON_{missing}": None, "GOMI_LINE_MIHON_ACCESS_TOKEN": None})

    code, told, printed = check()

    assert code == 1
    assert f"GOMI_LINE_MIHON_{missing} がありません" in printed
    assert (told["設定"], told["ほか"]) == ("直す", "まだ")


def test_with_a_token_but_no_id_the_rest_is_looked_at_all_the_same(registered, setting, check):
    setting(GOMI_LINE_MIHON_CHANNEL_ID=None)

    code, told, _ = check()

    assert (code, told["設定"], told["LINE からの呼び出し"]) == (1, "直す", "良い")


def test_a_wrong_token_is_to_be_issued_anew(registered, setting, check):
    setting(GOMI_LINE_MIHON_ACCESS_TOKEN="an-old-token")

    code, told, printed = check()

    assert (code, told["チャネル"], told["ほか"]) == (1, "直す", "まだ")
    assert "アクセストークンが受け付けられません（状態 401、LINE の受付番号 " in printed
    assert "発行しなおして GOMI_LINE_MIHON_ACCESS_TOKEN を書きかえる" in printed
    assert "an-old-token" not in printed


def test_an_id_and_a_secret_that_do_not_go_together_issue_no_token(registered, setting, check):
    setting(GOMI_LINE_MIHON_ACCESS_TOKEN=None, GOMI_LINE_MIHON_CHANNEL_SECRET="anothers-secret")

    code, told, printed = check()

    assert (code, told["チャネル"]) == (1, "直す")
    assert "GOMI_LINE_MIHON_CHANNEL_ID、GOMI_LINE_MIHON_CHANNEL_SECRET を見くらべて" in printed
    assert "anothers-secret" not in printed


def test_an_account_in_which_people_answer_too_is_to_be_looked_at(registered, check, sim):
    told_by_line = {**sim.sim.op_getBotInfo(None), "chatMode": "chat", "markAsReadMode": "manual"}
    sim.sim.op_getBotInfo = lambda call: told_by_line

    code, told, printed = check()

    assert (code, told["チャット"]) == (0, "見る")
    assert "［チャット］をオフに" in printed


def test_no_address_at_line_is_to_be_set(setting, check):
    code, told, printed = check()

    assert (code, told["Webhook のアドレス"]) == (1, "直す")
    assert "gomi line check --municipality mihon --set-webhook" in printed
    assert told["LINE からの呼び出し"] == "良い"  # ours answers already


def test_another_address_at_line_is_shown_beside_ours(registered, check, gomi_serving):
    registered["endpoint"] = "https://bot.example.com/callback"

    code, told, printed = check()

    assert (code, told["Webhook のアドレス"]) == (1, "直す")
    assert "別のアドレス https://bot.example.com/callback が登録されています" in printed
    assert f"{gomi_serving}/line/mihon/webhook と書いてください" in printed


def test_an_address_that_is_not_used_is_to_be_switched_on(registered, check):
    registered["active"] = False

    code, told, printed = check()

    assert (code, told["Webhook のアドレス"]) == (1, "直す")
    assert "［Webhookの利用］を有効に" in printed


def test_set_webhook_sets_the_address_and_says_what_was_there(registered, check, sim, gomi_serving):
    registered["endpoint"] = "https://bot.example.com/callback"

    code, told, printed = check("--municipality", "mihon", "--set-webhook")

    assert (code, told["Webhook の登録"], told["Webhook のアドレス"]) == (0, "良い", "良い")
    assert "（前は https://bot.example.com/callback）" in printed
    assert sim.sim.webhook["endpoint"] == f"{gomi_serving}/line/mihon/webhook"


def test_set_webhook_twice_is_the_same_as_once(setting, check):
    check("--set-webhook")

    code, _, printed = check("--set-webhook")

    assert code == 0
    assert "もう登録されていたので、何もしませんでした" in printed


def test_set_webhook_says_when_nothing_was_set(setting, check, sim):
    setting(GOMI_LINE_MIHON_ACCESS_TOKEN="an-old-token")

    code, _, printed = check("--set-webhook")

    assert code == 1
    assert "Webhook は登録していません" in printed
    assert sim.sim.webhook["endpoint"] == ""


def test_an_address_line_does_not_take_is_told_with_its_setting(setting, check):
    setting(GOMI_BASE_URL="https://?")

    code, told, printed = check("--set-webhook")

    assert (code, told["Webhook の登録"]) == (1, "直す")
    assert "GOMI_BASE_URL を、https:// で始まり" in printed


def test_a_wrong_secret_shows_when_line_calls(registered, setting, check, sim):
    sim.sim.config.channel_secret = "the-secret-was-changed"

    code, told, printed = check()

    assert (code, told["LINE からの呼び出し"]) == (1, "直す")
    assert "署名が合いません。GOMI_LINE_MIHON_CHANNEL_SECRET を" in printed


def test_a_municipality_that_the_running_gomi_lacks_is_told_to_be_set_there(setting, check):
    keys = {name.replace("MIHON", "HIGASHI_MIHON"): value for name, value in KEYS.items()}
    setting(**keys)

    code, told, printed = check("--municipality", "higashi-mihon")

    assert (code, told["自治体の表"], told["LINE からの呼び出し"]) == (1, "直す", "直す")
    assert "「higashi-mihon」という自治体はここにありません" in printed
    assert "動いている gomi serve にこの自治体の LINE の設定がない" in printed


def test_a_webhook_that_cannot_be_reached_is_told_with_what_to_look_at(setting, check):
    setting(GOMI_BASE_URL=f"http://127.0.0.1:{closed_port()}")

    code, told, printed = check()

    assert (code, told["LINE からの呼び出し"]) == (1, "直す")
    assert "COULD_NOT_CONNECT" in printed
    assert "IP アドレスで絞っていないか" in printed


def test_a_platform_that_cannot_be_reached_is_a_line_and_no_traceback(registered, setting, check):
    address = f"http://127.0.0.1:{closed_port()}"
    setting(GOMI_LINE_API_URL=address)

    code, told, printed = check()

    assert (code, told["チャネル"], told["ほか"]) == (1, "直す", "まだ")
    assert f"この機械から {address} へ出られるか" in printed


def test_a_failure_of_tls_is_a_platform_that_cannot_be_reached(registered, setting, check, sim):
    setting(GOMI_LINE_API_URL=sim.url.replace("http:", "https:"))

    code, _, printed = check()

    assert code == 1
    assert "LINE につながりません" in printed


@pytest.mark.parametrize(("status", "says"), [(500, "LINE が答えられませんでした"), (429, "待つように")])
def test_a_fault_in_one_look_leaves_the_others(registered, check, sim, status, says):
    fault = {"kind": "status", "status": status, "count": 1, "match": "/webhook/test", "skip": 0}
    sim.sim.faults.append(fault)

    code, told, printed = check()

    assert (code, told["LINE からの呼び出し"], told["今月の通数"]) == (1, "直す", "良い")
    assert says in printed


def test_messages_used_up_are_told(registered, check, sim):
    sim.sim.used = 201

    code, told, printed = check()

    assert (code, told["今月の通数"]) == (1, "直す")
    assert "残り 0 通（上限 200、使った数 201" in printed


def test_an_account_without_a_limit_is_good(registered, check, sim):
    sim.sim.config.monthly_limit = None

    code, told, printed = check()

    assert (code, told["今月の通数"]) == (0, "良い")
    assert "上限はありません" in printed


def test_json_has_the_same_lines(registered, check):
    code, _, printed = check("--json")

    (told,) = json.loads(printed)
    assert (code, told["municipality"], told["good"]) == (0, "mihon", True)
    assert {each["mark"] for each in told["lines"]} == {"good", "look"}


def test_every_municipality_with_a_key_is_looked_at(registered, setting, check):
    setting(GOMI_LINE_HIGASHI_MIHON_CHANNEL_SECRET="x")

    code, _, printed = check()

    assert code == 1
    assert [each for each in printed.splitlines() if not each.startswith(" ")] == ["higashi-mihon", "mihon"]
    assert "GOMI_LINE_HIGASHI_MIHON_CHANNEL_ID がありません" in printed


def test_without_any_key_the_way_to_begin_is_shown(monkeypatch, check):
    for name in KEYS:
        monkeypatch.delenv(name, raising=False)

    code, _, printed = check()

    assert code == 1
    assert "docs/line.md" in printed


def test_the_demonstration_takes_no_keys_of_line(setting, check):
    setting(GOMI_DEMO="1")

    code, _, printed = check()

    assert (code, printed) == (2, "")
