"""Rules as clerks and 5374 files write them: read, written back, or refused with a way forward."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from gomi.calendar.days_written import Period
from gomi.calendar.notation import RuleUnclear, plain, read_parts, read_rule
from gomi.calendar.rules import (
    DayRule,
    EveryFewWeeks,
    EveryWeek,
    LastWeekday,
    ListedDay,
    NthWeekday,
    Word,
    once,
)
from gomi.calendar.writing import written

FISCAL_2026 = Period(date(2026, 4, 1), date(2027, 3, 31))


@pytest.mark.parametrize(
    ("typed", "understood"),
    [
        ("月", "毎週月"),
        ("月木", "毎週月・木"),
        ("毎週月・木曜日", "毎週月・木"),
        ("毎週 月曜日、木曜日", "毎週月・木"),
        ("月　木", "毎週月・木"),
        ("月 木 ", "毎週月・木"),
        ("毎日", "毎日"),
        ("第２・４水", "第2・第4水曜"),
        ("第１、第３火曜日", "第1・第3火曜"),
        ("第1・3・5日曜", "第1・第3・第5日曜"),
        ("第二・第四土曜日", "第2・第4土曜"),
        ("第1週の月曜", "第1月曜"),
        ("毎月第３金曜日", "第3金曜"),
        ("水2 水4", "第2・第4水曜"),
        ("金2  金4", "第2・第4金曜"),
        ("火1 火2 火3 火4 水1 水3", "第1・第2・第3・第4火曜 第1・第3水曜"),
        ("第3火曜 第4水曜", "第3火曜 第4水曜"),
        ("月・木、第2水", "毎週月・木 第2水曜"),
        ("毎月最終金曜日", "最終金曜"),
        ("最終金曜（4・8・12月）", "最終金曜（4・8・12月）"),
        ("第1月曜（偶数月）", "第1月曜（偶数月）"),
        ("偶数月の第1月曜", "第1月曜（偶数月）"),
        ("毎週月曜日（４～１１月）", "毎週月（4〜11月）"),
        ("毎週土（11〜2月）", "毎週土（11〜2月）"),
        ("毎週月・木 第5日曜（12月）", "毎週月・木 第5日曜（12月）"),
        ("月3:4 6 8 10 12 2", "第3月曜（偶数月）"),
        ("火2 金4:4 6 8 10 12 2", "第2火曜（偶数月） 第4金曜（偶数月）"),
        ("水1:4 6 7; 水2:5 1", "第1水曜（4・6・7月） 第2水曜（5・1月）"),
        ("水1:6 7 11 水2:4 5 8", "第1水曜（6・7・11月） 第2水曜（4・5・8月）"),
        ("隔週木曜 2026-04-09から", "隔週木曜 2026-04-09から"),
        ("隔週木曜（2026年4月9日から）", "隔週木曜 2026-04-09から"),
        ("隔木20260409", "隔週木曜 2026-04-09から"),
        ("4週ごと水曜 2026-05-20から", "4週ごと水曜 2026-05-20から"),
        ("4週に1回水曜日 2026/5/20より", "4週ごと水曜 2026-05-20から"),
        ("2026-04-16", "2026-04-16"),
        ("20260404 20260418", "2026-04-04 2026-04-18"),
        ("令和8年4月16日", "2026-04-16"),
        ("4/16(木) 3/31", "2026-04-16 2027-03-31"),
        ("4月16日、5月7日", "2026-04-16 2026-05-07"),
        ("なし", "なし"),
        ("収集なし", "なし"),
        ("*5", "なし *5"),
        ("火1 火3 *12", "第1・第3火曜 *12"),
    ],
)
def test_what_clerks_write_is_understood_and_written_back(typed, understood):
    rule = read_rule(typed, FISCAL_2026)

    assert written(rule) == understood
    assert read_rule(understood, FISCAL_2026) == rule


@pytest.mark.parametrize(
    ("typed", "token", "says"),
    [
        ("第6月曜", "第6月", "収集日の書き方にありません"),
        ("その他", "その他", "収集日の書き方にありません"),
        ("月 木 日5:12", "月 木 日5:12", "どの曜日のものか"),
        ("火 月5:12", "火 月5:12", "どの曜日のものか"),
        ("第1月曜、第3火曜（偶数月）", "第1月、第3火(偶数月)", "どの曜日のものか"),
        ("隔木20260410", "隔木20260410", "金曜日です"),
        ("隔週火曜", "隔週火", "はじめの収集日が要ります"),
        ("隔週火・金曜 2026-04-07から", "隔週火・金 2026-04-07から", "1つずつ"),
        ("20260231", "20260231", "という日はありません"),
        ("2019041", "2019041", "収集日の書き方にありません"),
        ("4/16(金)", "4/16(金)", "木曜日です"),
        ("2027-04-01", "2027-04-01", "開始〜終了の外"),
        ("第2水（13月）", "第2水", "「13」という月はありません"),
        ("月火2", "月火2", "収集日の書き方にありません"),
        (":4 6", ":4 6", "前に曜日がありません"),
        ("", "", "空です"),
        ("　", "", "空です"),
    ],
)
def test_what_is_unclear_is_refused_with_its_place_and_a_way_forward(typed, token, says):
    with pytest.raises(RuleUnclear, match=says) as refused:
        read_rule(typed, FISCAL_2026)

    assert refused.value.unclear.token == token
    assert refused.value.unclear.way


def test_a_day_without_a_year_needs_a_period_of_at_most_a_year():
    for period in (Period(), Period(date(2026, 4, 1), date(2028, 3, 31))):
        with pytest.raises(RuleUnclear, match="何年か分かりません"):
            read_rule("4/16", period)


def test_what_can_be_read_beside_a_slip_is_kept():
    rule, unclear = read_parts("水2 水4`")

    assert written(rule) == "第2水曜"
    assert [each.token for each in unclear] == ["水4`"]


MONTHS = st.frozensets(st.integers(1, 12), max_size=12)
WEEKDAY = st.integers(0, 6)
DAY = st.dates(date(2020, 1, 1), date(2032, 12, 31))
WORDS = st.one_of(
    st.builds(Word, st.builds(EveryWeek, WEEKDAY), MONTHS),
    st.builds(Word, st.builds(NthWeekday, WEEKDAY, st.integers(1, 5)), MONTHS),
    st.builds(Word, st.builds(LastWeekday, WEEKDAY), MONTHS),
    st.builds(Word, st.builds(EveryFewWeeks, DAY, st.integers(1, 12))),
    st.builds(Word, st.builds(ListedDay, DAY)),
)
RULES = st.builds(
    lambda words, remarks: DayRule(once(words), tuple(dict.fromkeys(remarks))),
    st.lists(WORDS, max_size=8),
    st.lists(st.integers(1, 40).map(str), max_size=2),
)


@given(RULES)
def test_a_rule_reads_back_what_it_writes(rule):
    again = read_rule(written(rule))

    assert again.remarks == rule.remarks
    assert set(map(_meaning, again.words)) == set(map(_meaning, rule.words))


def _meaning(word):
    """All twelve months are the same as no months."""
    return word.pattern, frozenset() if len(word.months) == 12 else word.months


@given(RULES)
def test_writing_what_was_read_changes_nothing(rule):
    once_written = written(read_rule(written(rule)))

    assert written(read_rule(once_written)) == once_written


@given(
    st.text(
        alphabet="月火水木金土日第毎隔週最終曜・、 ,;:*()（）０1２34567890-/年から令和なし〜x", max_size=30
    )
)
def test_any_text_is_read_or_refused_and_nothing_vanishes_silently(text):
    rule, unclear = read_parts(text)

    assert rule.words or rule.remarks or unclear or "なし" in plain(text)


@given(RULES, DAY)
def test_the_days_between_two_days_are_those_it_falls_on(rule, first):
    last = first + timedelta(days=40)

    days = list(rule.between(first, last))

    assert days == [first + timedelta(days=n) for n in range(41) if rule.falls_on(first + timedelta(days=n))]
