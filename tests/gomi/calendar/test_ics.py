"""The text of a feed: what the standard asks of its bytes, and that independent readers agree on it."""

from dataclasses import replace
from datetime import UTC, date, datetime, time, timedelta
from pathlib import Path

import icalendar
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from gomi.calendar.collection import CollectionCalendar
from gomi.calendar.feed import Event, Feed, feed_of
from gomi.calendar.ics import written
from gomi.calendar.revisions import Revision, Revisions, as_issued, revised
from gomi.municipality.import_5374 import import_folder
from gomi.municipality.load import load
from tests.gomi.calendar.building import a_city, an_exception
from tests.gomi.calendar.readers import HAS_ICAL_JS, READERS, by_ical_js, components, unfolded

pytestmark = pytest.mark.dates

MIHON = Path(__file__).resolve().parents[3] / "data" / "mihon"
TODAY = date(2026, 10, 10)
# A city, and a day inside the years its tables speak of; of a large one every so many districts.
CITIES = {
    "fussa": (date(2018, 5, 10), 1),
    "kodaira": (date(2026, 6, 10), 1),
    "kameoka": (date(2026, 6, 10), 1),
    "chiba-mihama": (date(2026, 12, 10), 1),
    "hiroshima": (date(2021, 6, 10), 100),
}
NOW = Revisions(Revision(0, datetime(2026, 3, 1, tzinfo=UTC)))
ADDRESSES = {
    "url": "https://gomi.example/mihon/districts/honcho-1/",
    "source": "https://gomi.example/v1/mihon/districts/honcho-1/calendar.ics",
}


@pytest.fixture(scope="module")
def mihon():
    return load(MIHON).municipality


def feed(city, district="honcho-1", today=TODAY):
    return feed_of(city, CollectionCalendar(city).of(district), today, **ADDRESSES)


def text(city, district="honcho-1", today=TODAY, alarm=None):
    return written(feed(city, district, today), as_issued(city), alarm)


def a_feed(*events, name="市 北町 ごみ収集日", description=()):
    return Feed(name, description, "", "Asia/Tokyo", events)


def as_read(feed):
    return {event.uid: (event.day, event.summary) for event in feed.events}


@pytest.mark.parametrize("reader", READERS)
def test_every_reader_finds_the_same_days_of_mihon(mihon, reader):
    for district in mihon.districts:
        assert READERS[reader](text(mihon, district.id)) == as_read(feed(mihon, district.id))


@pytest.mark.parametrize("at", [time(20), time(0)])
@pytest.mark.parametrize("reader", READERS)
def test_every_reader_finds_the_same_days_with_alarms(reader, at):
    city = a_city(["第1月曜"])
    found = feed(city, "kita")

    assert READERS[reader](written(found, NOW, at)) == as_read(found)


if HAS_ICAL_JS:  # Node is no part of what the tests need

    def test_ical_js_finds_the_same_days_of_mihon(mihon):
        found = by_ical_js([text(mihon, district.id, alarm=time(7)) for district in mihon.districts])

        assert found == [as_read(feed(mihon, district.id)) for district in mihon.districts]


@pytest.fixture(scope="module", params=CITIES)
def imported(request, shared, tmp_path_factory):
    """A real city's feeds with their bytes."""
    folder = tmp_path_factory.mktemp("imported") / request.param
    import_folder(shared / "opendata" / "5374" / request.param, folder)
    city = load(folder).municipality
    today, step = CITIES[request.param]
    feeds = [feed(city, district.id, today) for district in city.districts[::step]]
    assert any(event.category for each in feeds for event in each.events)
    return [(each, written(each, as_issued(city))) for each in feeds]


@pytest.mark.parametrize("reader", READERS)
def test_every_reader_finds_the_same_days_of_a_real_city(imported, reader):
    for expected, written_out in imported[:: 25 if reader == "ics" else 1]:  # it takes seconds for each
        assert READERS[reader](written_out) == as_read(expected)


if HAS_ICAL_JS:  # Node is no part of what the tests need

    def test_ical_js_finds_the_same_days_of_a_real_city(imported):
        found = by_ical_js([written_out for _, written_out in imported])

        assert found == [as_read(expected) for expected, _ in imported]


def test_the_head_says_what_readers_of_every_kind_look_for(mihon):
    head = unfolded(text(mihon).split(b"BEGIN:VEVENT")[0])

    assert head[0] == "BEGIN:VCALENDAR"
    assert {
        "VERSION:2.0",
        "CALSCALE:GREGORIAN",
        "NAME:みほん市 本町1丁目 ごみ収集日",
        "X-WR-CALNAME:みほん市 本町1丁目 ごみ収集日",
        "X-WR-TIMEZONE:Asia/Tokyo",
        "REFRESH-INTERVAL;VALUE=DURATION:PT12H",
        "X-PUBLISHED-TTL:PT12H",
        "URL:https://gomi.example/mihon/districts/honcho-1/",
        "SOURCE:https://gomi.example/v1/mihon/districts/honcho-1/calendar.ics",
    } <= set(head)
    assert {line.split(":")[0] for line in head} >= {"PRODID", "COLOR", "DESCRIPTION", "X-WR-CALDESC"}
    assert not any(line.startswith(("METHOD", "BEGIN:VTIMEZONE")) for line in head)


def test_an_event_says_all_of_it(mihon):
    event = components(text(mihon))["honcho-1-nonburnable-20270108@990019.gomi"]

    assert sorted(unfolded(event)) == [
        "CATEGORIES:燃やさないごみ",
        "COLOR:darkslategray",
        "DESCRIPTION:朝8時30分までに出してください。\\n1/1分の振替（年末年始）",
        "DTEND;VALUE=DATE:20270109",
        "DTSTAMP:20261001T000000Z",
        "DTSTART;VALUE=DATE:20270108",
        "LAST-MODIFIED:20261001T000000Z",
        "SEQUENCE:0",
        "STATUS:CONFIRMED",
        "SUMMARY:燃やさないごみ",
        "TRANSP:TRANSPARENT",
        "UID:honcho-1-nonburnable-20270108@990019.gomi",
        "URL:https://gomi.example/mihon/districts/honcho-1/",
        "X-MICROSOFT-CDO-BUSYSTATUS:FREE",
    ]


def test_an_event_that_changed_shows_its_number_and_its_time():
    changed = Revisions(NOW.default, {"a@city.gomi": Revision(2, datetime(2026, 12, 24, 6, 5, tzinfo=UTC))})
    both = a_feed(Event("a@city.gomi", TODAY, "びん"), Event("b@city.gomi", TODAY, "缶"))

    found = components(written(both, changed))

    assert {"SEQUENCE:2", "DTSTAMP:20261224T060500Z", "LAST-MODIFIED:20261224T060500Z"} <= set(
        unfolded(found["a@city.gomi"])
    )
    assert {"SEQUENCE:0", "DTSTAMP:20260301T000000Z"} <= set(unfolded(found["b@city.gomi"]))


def test_moving_a_day_leaves_every_other_event_byte_for_byte(mihon):
    move = an_exception(
        "振替", date(2026, 11, 2), new_day=date(2026, 11, 4), streams=("burnable",), districts=("honcho-1",)
    )
    moved = replace(mihon, exceptions=(*mihon.exceptions, move), issued=date(2026, 10, 20))
    began, changed = (datetime(2026, month, 1, tzinfo=UTC) for month in (9, 10))
    revisions = revised((), as_issued(mihon), feed(mihon).events, began)
    revisions_after = revised(feed(mihon).events, revisions, feed(moved).events, changed)

    before = components(written(feed(mihon), revisions))
    after = components(written(feed(moved), revisions_after))

    assert before.keys() - after.keys() == {"honcho-1-burnable-20261102@990019.gomi"}
    assert after.keys() - before.keys() == {"honcho-1-burnable-20261104@990019.gomi"}
    assert all(before[uid] == after[uid] for uid in before.keys() & after.keys())


@pytest.mark.parametrize(
    ("at", "trigger"),
    [
        (time(20), "-PT4H"),
        (time(12), "-PT12H"),
        (time(23, 59), "-PT1M"),
        (time(7), "PT7H"),
        (time(6, 30), "PT6H30M"),
        (time(11, 59), "PT11H59M"),
        (time(0), "P0D"),
    ],
)
def test_an_alarm_comes_on_the_evening_before_or_in_the_morning(mihon, at, trigger):
    found = components(text(mihon, alarm=at))

    event = unfolded(found["honcho-1-burnable-20261001@990019.gomi"])
    assert event[event.index("BEGIN:VALARM") :] == [
        "BEGIN:VALARM",
        "ACTION:DISPLAY",
        "DESCRIPTION:燃やすごみ",
        f"TRIGGER:{trigger}",
        "END:VALARM",
    ]
    assert b"VALARM" not in found["honcho-1-end-2027-03-31@990019.gomi"]


def test_without_the_wish_there_is_no_alarm_and_with_it_every_uid_is_the_same(mihon):
    assert b"VALARM" not in text(mihon)
    assert components(text(mihon)).keys() == components(text(mihon, alarm=time(20))).keys()


JAPANESE = st.text(
    st.one_of(
        st.sampled_from("燃やすごみびん・缶、,;:\\\\nN\n\r\"'（）〜ー\t\x00\x85\u2028\ufeff髙𠮷👨‍👩‍👧é｜％%"),
        st.characters(min_codepoint=0x3040, max_codepoint=0x30FF),
        st.characters(min_codepoint=0x4E00, max_codepoint=0x9FFF),
        st.characters(),
    ),
    max_size=120,
)


def unescaped(value):
    """TEXT as RFC 5545, 3.3.11 reads it, letter by letter."""
    letters = iter(value)
    return "".join(
        {"n": "\n", "N": "\n"}.get(e := next(letters), e) if each == "\\" else each for each in letters
    )


def kept(words):
    """What a text may hold: line breaks of one kind, and no control characters."""
    return "\n".join(words.splitlines()).translate(
        dict.fromkeys((*range(9), *range(11, 32), *range(127, 160), *range(55296, 57344)))
    )


@settings(deadline=None)
@given(JAPANESE, JAPANESE)
def test_any_text_is_folded_at_75_octets_between_letters_and_read_back_whole(summary, remark):
    feed = a_feed(Event("a@city.gomi", TODAY, "び" + summary, (remark,), "び" + summary), name="市" + remark)

    octets = written(feed, NOW)

    assert octets.endswith(b"END:VCALENDAR\r\n")
    assert not octets.startswith(b"\xef\xbb\xbf")
    assert b"\r" not in octets.replace(b"\r\n", b"")
    assert b"\n" not in octets.replace(b"\r\n", b"")
    for line in octets.split(b"\r\n"):
        assert len(line) <= 75
        line.decode()  # a split letter would not decode
    lines = dict(line.split(":", 1) for line in unfolded(octets) if ":" in line)
    assert unescaped(lines["SUMMARY"]) == kept("び" + summary)
    assert unescaped(lines["CATEGORIES"]) == kept("び" + summary)
    assert unescaped(lines["X-WR-CALNAME"]) == kept("市" + remark)
    assert unescaped(lines.get("DESCRIPTION", "")) == kept(remark)


@pytest.mark.parametrize("reader", READERS)
def test_awkward_names_are_read_alike(reader):
    names = [
        "びん,缶;ペット",
        "燃やすごみ（週2回）：生ごみ",
        "髙𠮷👨‍👩‍👧の" * 12,
        '"缶"',
        "50% off\tびん",
        "a:b=c",
    ]
    awkward = a_feed(*(Event(f"{n}@city.gomi", TODAY, each, (each,), each) for n, each in enumerate(names)))

    assert READERS[reader](written(awkward, NOW)) == as_read(awkward)


def test_two_lines_of_a_description_stay_two_lines():
    awkward = a_feed(
        Event("a@city.gomi", TODAY, "びん", ("朝8時30分までに出してください。", "雪の日は\n昼から"))
    )

    (event,) = icalendar.Calendar.from_ical(written(awkward, NOW)).events
    assert str(event["DESCRIPTION"]).splitlines() == ["朝8時30分までに出してください。", "雪の日は", "昼から"]


def test_the_same_feed_gives_the_same_bytes_on_another_day_of_the_month(mihon):
    assert text(mihon, today=date(2026, 10, 1)) == text(mihon, today=date(2026, 10, 31))
    assert text(mihon, today=date(2026, 10, 1)) != text(mihon, today=date(2026, 11, 1))


def test_a_feed_ends_the_day_after_it_begins(mihon):
    for event in icalendar.Calendar.from_ical(text(mihon)).events:
        assert event["DTEND"].dt - event["DTSTART"].dt == timedelta(days=1)


def test_a_city_without_colour_contact_or_address_has_a_feed_without_them():
    city = a_city(["月"])
    plain = feed_of(city, CollectionCalendar(city).of("kita"), TODAY)

    lines = unfolded(written(plain, as_issued(city)))

    assert not any(line.startswith(("COLOR", "URL", "SOURCE")) for line in lines)
