"""Reminders and corrections in each language: the text alone suffices, and LINE takes all of it."""

from dataclasses import replace
from datetime import date, timedelta

import pytest

from gomi.adapters.line import draw
from gomi.calendar.collection import CollectionCalendar
from gomi.calendar.days import CollectionDay, NoCollection
from gomi.conversation.messages.plain import plain
from gomi.conversation.messages.reminders import Reminders
from gomi.reminders.news import Almanac, News
from gomi.words import load_words
from tests.gomi.adapters.test_line_drawing import platform, refused
from tests.gomi.conversation.chat import LANGUAGES, mihon

__all__ = ["platform"]

MONDAY, A_DAY = date(2026, 11, 23), timedelta(days=1)
LONG = "とても長い理由" * 20


@pytest.fixture(scope="module", params=LANGUAGES)
def reminders(request):
    return Reminders(load_words(), request.param, mihon())


@pytest.fixture(scope="module")
def japanese():
    return Reminders(load_words(), "ja", mihon())


def days_of_a_year():
    almanac = Almanac(CollectionCalendar(mihon()))
    for number in range(120):
        for district in mihon().districts:
            news = almanac.of(district.id, (), MONDAY + number * A_DAY)
            if news.key:
                yield news


def everything(day):
    """More on one day than any city has: each stream collected late and moved, and each fallen away."""
    streams = [stream.id for stream in mihon().streams]
    collected = tuple(CollectionDay(day, each, day - A_DAY, delayed=True, reason=LONG) for each in streams)
    missed = tuple(NoCollection(day, each, "e1", f"{LONG}{each}", day + A_DAY) for each in streams)
    return News(day, collected, missed)


def messages(reminders, news):
    told = ";".join(stream.id for stream in mihon().streams)
    for label, today in (("", news.day - A_DAY), ("実家のある長い名前", news.day)):
        yield reminders.reminder(news, label, today)
        yield reminders.correction(told, news, label, today)


def test_every_reminder_and_correction_is_taken_by_line(platform, reminders):
    seen = {}
    for news in (*days_of_a_year(), everything(MONDAY), News(MONDAY, (), ())):
        seen.setdefault(news.key, news)

    for news in seen.values():
        for reply in messages(reminders, news):
            if plain(reply.messages[0]):
                assert refused(platform, draw(reply, "")) == [], news.key


def test_the_text_names_every_stream_and_leaves_no_mark_of_a_wording(reminders):
    for news in days_of_a_year():
        said = plain(reminders.reminder(news, "", news.day - A_DAY).messages[0])

        assert "{" not in said
        assert ".." not in said
        assert "。。" not in said


def test_in_japanese_the_day_the_thing_and_what_to_do_come_in_this_order(japanese):
    news = News(MONDAY, (CollectionDay(MONDAY, "burnable"),), ())

    (card,) = japanese.reminder(news, "", MONDAY - A_DAY).messages

    assert card.sentence == (
        "あす11月23日（月・祝）は燃やすごみ。今夜のうちにまとめて、午前8時30分までに出してください。"
    )
    assert card.lead == ("今夜のうちにまとめておくと、朝が楽です。", "午前8時30分までに出す")
    assert (card.rows[0].beside, card.rows[0].day) == ("あす", "11月23日（月・祝）")
    assert card.rows[0].taken[0].tile.letter == "燃"


def test_what_falls_away_beside_a_collection_is_a_warning(japanese):
    stopped = NoCollection(MONDAY, "plastic", "e9", "台風")
    news = News(MONDAY, (CollectionDay(MONDAY, "burnable"),), (stopped,))

    (card,) = japanese.reminder(news, "", MONDAY).messages

    assert [(each.heading, each.do) for each in card.warnings] == [
        ("プラスチックは集めません（台風）", "出さないでください。")
    ]
    assert "⚠ プラスチックは集めません（台風）" in plain(card)


def test_a_stop_says_not_to_put_it_out_and_nothing_of_tonight(japanese):
    news = News(MONDAY, (), (NoCollection(MONDAY, "burnable", "e9", "台風"),))

    (card,) = japanese.reminder(news, "実家", MONDAY - A_DAY).messages

    assert card.sentence == (
        "実家：あす11月23日（月・祝）の燃やすごみは集めません（台風）。出さないでください。"
    )
    assert card.lead == ()


def test_a_correction_takes_back_what_is_not_spoken_of_any_more(japanese):
    news = News(MONDAY, (), ())

    (card,) = japanese.correction("burnable;gone-stream", news, "", MONDAY).messages

    assert card.sentence == (
        "お知らせの訂正です。きょう11月23日（月・祝）に、燃やすごみは集めません。"
        "先のお知らせは取り消します。出さないでください。"
    )


def test_where_the_city_names_no_time_none_is_said():
    city = mihon()
    untimed = replace(city, streams=tuple(replace(each, until=None) for each in city.streams))
    news = News(MONDAY, (CollectionDay(MONDAY, "burnable"),), ())

    (card,) = Reminders(load_words(), "ja", untimed).reminder(news, "", MONDAY).messages

    assert card.sentence == "きょう11月23日（月・祝）は燃やすごみ。朝のうちに出してください。"
    assert card.lead == ()
