"""SEQUENCE and LAST-MODIFIED from one edition to the next."""

import json
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from gomi.calendar.feed import Event
from gomi.calendar.revisions import Revision, as_issued, as_json, from_json, revised
from tests.gomi.calendar.building import a_city

pytestmark = pytest.mark.dates

FIRST, SECOND, THIRD = (datetime(2026, month, 1, 9, tzinfo=UTC) for month in (4, 5, 6))
ISSUED = as_issued(a_city([]))
MONDAY = Event("monday", date(2026, 6, 1), "燃やすごみ")
TUESDAY = Event("tuesday", date(2026, 6, 2), "びん")
LATE = replace(MONDAY, description=("収集が遅れます",))


def test_a_folder_says_its_day_of_issue_and_without_one_a_day_before_all_others():
    assert ISSUED.of("any") == Revision(0, datetime(2026, 3, 1, tzinfo=UTC))
    assert as_issued(replace(a_city([]), issued=None)).of("any") == Revision(
        0, datetime(1970, 1, 1, tzinfo=UTC)
    )


def test_every_event_of_a_first_edition_is_of_its_beginning():
    first = revised((), ISSUED, [MONDAY], FIRST)

    assert first.of("monday") == Revision(0, FIRST)


def test_a_changed_event_counts_up_and_the_others_stay():
    first = revised((), ISSUED, [MONDAY, TUESDAY], FIRST)
    second = revised([MONDAY, TUESDAY], first, [LATE, TUESDAY], SECOND)

    assert second.of("monday") == Revision(1, SECOND)
    assert second.of("tuesday") == Revision(0, FIRST)


def test_what_has_not_changed_has_no_entry_and_stays_what_it_was():
    second = revised([MONDAY], ISSUED, [MONDAY], SECOND)

    assert second == ISSUED


def test_what_is_kept_is_read_again():
    second = revised([MONDAY], ISSUED, [LATE, TUESDAY], SECOND)

    assert from_json(json.loads(json.dumps(as_json(second)))) == second


def test_an_event_that_comes_back_does_not_fall_back():
    first = revised((), ISSUED, [LATE], FIRST)
    second = revised([LATE], first, [], SECOND)
    third = revised([], second, [MONDAY], THIRD)

    assert third.of("monday") == Revision(1, THIRD)


def test_an_edition_that_begins_before_the_one_it_follows_leaves_the_later_time():
    first = revised((), ISSUED, [MONDAY], SECOND)

    assert revised([MONDAY], first, [LATE], FIRST).of("monday") == Revision(1, SECOND)


EDITIONS = st.lists(
    st.lists(st.sampled_from([MONDAY, LATE, TUESDAY]), max_size=2, unique_by=lambda event: event.uid),
    max_size=6,
)


@given(EDITIONS)
def test_no_number_and_no_time_ever_falls_back(editions):
    revisions, before, seen = ISSUED, [], {}
    for number, after in enumerate(editions):
        revisions = revised(before, revisions, after, FIRST + timedelta(days=number))
        for event in after:
            now = revisions.of(event.uid)
            earlier = seen.get(event.uid, (now, event))
            assert (now.sequence, now.modified) >= (earlier[0].sequence, earlier[0].modified)
            assert (now == earlier[0]) <= (event == earlier[1])
            seen[event.uid] = now, event
        before = after
