"""The documentation is what the loader reads by."""

from dataclasses import fields
from pathlib import Path

import pytest

from gomi.municipality import build, values
from gomi.municipality.columns import TABLES, Kind
from gomi.municipality.reference import renewed

PAGE = Path(__file__).parents[3] / "docs" / "data-format.md"


def test_the_page_says_what_the_descriptions_say():
    page = PAGE.read_text(encoding="utf-8")

    assert renewed(page) == page, "python -m gomi.municipality.reference docs/data-format.md"


@pytest.mark.parametrize("table", TABLES.values(), ids=lambda table: table.stem)
def test_every_column_has_two_headers_of_its_own_and_a_sentence(table):
    assert len({column.header for column in table.columns}) == len(table.columns)
    assert len({column.ascii for column in table.columns}) == len(table.columns)
    assert all(column.ascii.isascii() and column.meaning.endswith(".") for column in table.columns)
    assert all(column.refers in TABLES for column in table.columns if column.refers)


@pytest.mark.parametrize("stem", build.STRAIGHT)
def test_columns_are_the_fields_of_their_value(stem):
    named = [field.name for field in fields(build.STRAIGHT[stem])]

    assert [column.ascii for column in TABLES[stem].columns] == named


def test_no_field_of_a_rule_is_forgotten():
    assert {field.name for field in fields(values.ItemRule)} == set(build.RULE_FIELDS)


def test_every_kind_of_cell_has_a_reader():
    from gomi.municipality.parsing import READERS

    by_hand = {Kind.CHOICE, Kind.CHOICES, Kind.ICON, Kind.REFERENCE, Kind.REFERENCES}
    assert set(READERS) | by_hand == set(Kind)
