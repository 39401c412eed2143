"""Replies drawn as LINE messages: within its limits, readable, accepted by a strict stand-in of LINE."""

import importlib.util
import json
import sys
from dataclasses import replace
from pathlib import Path

import pytest

from gomi.adapters.line import draw, pressed
from gomi.adapters.line.flex import WHITE
from gomi.conversation.heard import Pressed
from gomi.conversation.messages import Ask, Choose, LookUp, PlacesCard, QuestionCard, Reply, Said
from gomi.conversation.messages.plain import plain
from gomi.municipality.colours import READABLE
from gomi.search.search import search
from tests.gomi.conversation.chat import LANGUAGES, QUERIES, TODAY, ask, every_reply, index, mihon, replies

LINE_GREEN = "#06C755"
ASKED = "8f2c"


def walk(component):
    yield component
    for child in component.get("contents", []):
        yield from walk(child)


def bubbles(messages):
    return [
        bubble
        for message in messages
        if message["type"] == "flex"
        for bubble in message["contents"].get("contents", [message["contents"]])
    ]


def parts(messages):
    for bubble in bubbles(messages):
        for block in ("body", "footer"):
            if block in bubble:
                yield from walk(bubble[block])


def actions(messages):
    yield from (part["action"] for part in parts(messages) if "action" in part)
    for message in messages:
        yield from (item["action"] for item in message.get("quickReply", {}).get("items", []))


def texts_on_grounds(component, ground=WHITE):
    """Every text's colour with the colour behind it."""
    ground = component.get("backgroundColor", ground)
    if component["type"] == "text":
        yield component["color"], ground
    if component["type"] == "button":
        yield component["color"], ground
    for child in component.get("contents", []):
        yield from texts_on_grounds(child, ground)


def luminance(colour):
    channels = (int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5))
    red, green, blue = (c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in channels)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(one, other):
    darker, lighter = sorted((luminance(one), luminance(other)))
    return (lighter + 0.05) / (darker + 0.05)


@pytest.fixture(scope="module", params=LANGUAGES)
def drawn(request):
    return [(name, reply, draw(reply, ASKED)) for name, reply in every_reply(request.param)]


def test_at_most_five_messages_and_buttons_only_below_the_last(drawn):
    for name, _, messages in drawn:
        assert 1 <= len(messages) <= 5, name
        assert not any("quickReply" in message for message in messages[:-1]), name
        assert "quickReply" in messages[-1], name


def test_quick_replies_are_few_and_their_labels_short(drawn):
    for name, _, messages in drawn:
        items = messages[-1]["quickReply"]["items"]
        assert 1 <= len(items) <= 13, name
        assert all(1 <= len(item["action"]["label"]) <= 20 for item in items), name


def test_a_label_is_whole_unless_the_citys_own_words_are_long(drawn):
    for name, reply, messages in drawn:
        for button, item in zip(reply.buttons, messages[-1]["quickReply"]["items"], strict=True):
            if isinstance(button, Ask):
                assert item["action"]["label"] == button.label, name


def test_what_a_button_sends_is_short_ours_and_leaves_words_in_the_talk(drawn):
    for name, _, messages in drawn:
        for action in actions(messages):
            if action["type"] == "postback":
                assert len(action["data"]) <= 40, name
                assert action["data"].isascii(), name
                assert action["displayText"], name
                assert pressed(action["data"]) != Pressed(), name


def test_every_number_that_can_be_tapped_is_accepted_when_typed(drawn):
    for name, reply, messages in drawn:
        taps = [pressed(action["data"]) for action in actions(messages) if action["type"] == "postback"]
        numbers = {tap.number for tap in taps if tap.intent is None}
        assert all(tap.asked == ASKED for tap in taps if tap.intent is None), name
        if reply.question:
            assert numbers == set(range(1, len(reply.question.options) + 1)), name
            for number in numbers:
                assert reply.question.accept(str(number)), name
        else:
            assert not numbers, name


def test_a_bubble_is_small_and_its_alternative_says_everything(drawn):
    for name, reply, messages in drawn:
        for message, said in zip(messages, reply.messages, strict=True):
            if message["type"] == "flex":
                largest = 50 if message["contents"]["type"] == "carousel" else 30
                assert len(json.dumps(message["contents"], ensure_ascii=False).encode()) <= largest * 1024, (
                    name
                )
                told = said.sentence if isinstance(said, PlacesCard) else plain(said)
                assert message["altText"] == told, name
                assert len(message["altText"]) <= 1500, name


def test_every_text_can_be_read_on_its_ground_and_none_stands_on_lines_green(drawn):
    for name, _, messages in drawn:
        for bubble in bubbles(messages):
            for block in filter(None, (bubble.get("body"), bubble.get("footer"))):
                for colour, ground in texts_on_grounds(block):
                    assert contrast(colour, ground) >= READABLE, (name, colour, ground)
                    assert ground.upper() != LINE_GREEN, name


def test_no_picture_has_to_be_loaded(drawn):
    for name, _, messages in drawn:
        assert not any(part["type"] in ("image", "icon", "video") for part in parts(messages)), name


def test_a_bubble_is_white_whatever_the_telephones_theme(drawn):
    for name, _, messages in drawn:
        for bubble in bubbles(messages):
            assert {style["backgroundColor"] for style in bubble["styles"].values()} == {WHITE}, name


def test_the_warning_stands_above_the_choices():
    (message,) = draw(ask("モバイルバッテリー"))

    said = [part["text"] for part in walk(message["contents"]["body"]) if part["type"] == "text"]

    assert said.index("⚠ 発火の危険があります") < said.index("1 ふくらんでいない")


def test_the_alternative_of_an_answer_says_thing_category_and_way():
    (message,) = draw(ask("冷蔵庫"))

    assert message["altText"].startswith("冷蔵庫は「家電リサイクル」です。")
    assert "引き取りをたのみます" in message["altText"]


def test_a_tile_is_a_box_with_the_letter_on_the_categorys_colour():
    (message,) = draw(ask("プラスチックのハンガー"))

    boxes = [part for part in walk(message["contents"]["body"]) if part.get("backgroundColor") == "#006F83"]

    assert [box["contents"][0]["text"] for box in boxes] == ["プ"]


def test_a_card_too_large_for_a_bubble_is_said_as_text():
    (card,) = ask("冷蔵庫").messages
    huge = replace(card, notes=tuple(f"{number}" * 50 for number in range(300)))

    (message,) = draw(Reply((huge,), ask("冷蔵庫").buttons))

    assert message["type"] == "text"
    assert len(message["text"]) <= 5000
    assert message["text"].startswith("冷蔵庫は「家電リサイクル」です。")
    assert message["quickReply"]


def test_too_much_of_anything_is_cut_to_what_line_takes():
    buttons = (
        *(Choose(number, "とても長い名前の選択肢" * 40) for number in range(1, 40)),
        LookUp("終", "終" * 400),
    )

    messages = draw(Reply((Said("𠮷" * 6000),) * 9, buttons))

    items = messages[-1]["quickReply"]["items"]
    assert (len(messages), len(items)) == (5, 13)
    assert items[-1]["action"]["label"] == "終"
    assert all(len(item["action"]["label"]) <= 20 for item in items)
    assert len(items[0]["action"]["displayText"]) == len(items[-1]["action"]["text"]) == 300
    assert len(messages[0]["text"].encode("utf-16-le")) <= 2 * 5000


@pytest.mark.parametrize(
    "data", ["", "a:", "a:x:", "a::1x", "m:unknown", "m:", "x" * 300, "a:8f2c:2000", "a:é:1"]
)
def test_data_that_is_not_ours_is_no_button(data):
    assert pressed(data) == Pressed()


def test_data_of_ours_is_read_back():
    assert pressed(f"a:{ASKED}:3") == Pressed(ASKED, 3)
    assert pressed("m:phone") == Pressed(intent="電話")


@pytest.fixture(scope="module")
def platform(shared):
    """The rules of the strict stand-in for LINE beside the checkout."""
    folder = shared / "line_platform"
    if not (folder / "line_platform.py").is_file():
        pytest.skip("../shared/line_platform（LINE の代わり）がありません")
    return load_by_path(folder / "line_platform.py")


def load_by_path(path: Path):
    pytest.importorskip("yaml", reason="pyyaml がありません（LINE の代わりが使います）")
    lent = "httpx" not in sys.modules and importlib.util.find_spec("httpx") is None
    if lent:  # its checks call nobody; the successor has every name it mentions
        sys.modules["httpx"] = pytest.importorskip(
            "httpx2", reason="httpx がありません（LINE の代わりが使います）"
        )
    spec = importlib.util.spec_from_file_location("line_platform", path)
    module = importlib.util.module_from_spec(spec)
    sys.modules["line_platform"] = module  # its dataclasses look themselves up
    try:
        spec.loader.exec_module(module)
    finally:
        if lent:
            del sys.modules["httpx"]
    return module


def refused(platform, messages):
    """Every way in which LINE would refuse these messages as a reply, or warn of them."""
    body = {"replyToken": "0" * 32, "messages": json.loads(json.dumps(messages))}
    problems = []
    api = platform.spec("messaging-api.yml")
    api.check(body, api.schema("ReplyMessageRequest"), "", problems)
    rules = platform.MessageRules()
    rules.messages(body["messages"])
    return [(each.property, each.message) for each in (*problems, *rules.problems, *rules.warnings)]


def test_the_stand_in_for_line_refuses_what_is_wrong(platform):
    assert refused(platform, [{"type": "text", "text": ""}])
    assert refused(platform, [{"type": "text", "text": "あ", "unknown": 1}])


def test_every_reply_is_accepted_by_the_stand_in_for_line(platform, drawn):
    for name, _, messages in drawn:
        assert refused(platform, messages) == [], name


@pytest.mark.parametrize("lang", LANGUAGES)
def test_every_thing_of_the_list_is_accepted_by_the_stand_in_for_line(platform, lang):
    for item in mihon().items:
        reply = ask(item.name, lang)
        assert refused(platform, draw(reply, ASKED)) == [], item.name
        if reply.question:
            asked = search(index(), item.name, TODAY).things[0]
            for option in reply.question.options:
                answer = replies(lang).to_choice(asked, option.label, TODAY)
                assert refused(platform, draw(answer, ASKED)) == [], (item.name, option)


@pytest.mark.parametrize("query", QUERIES)
def test_drawing_twice_gives_the_same(query):
    assert draw(ask(query), ASKED) == draw(ask(query), ASKED)


def test_a_question_fits_a_telephones_screen():
    for item in mihon().items:
        for card in ask(item.name).messages:
            if isinstance(card, QuestionCard):
                assert len(card.choices) <= 4
