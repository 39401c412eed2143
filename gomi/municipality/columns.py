"""What every table of a municipality's folder holds: the one description that loader, checker and
documentation share.

>>> TABLES["streams"].headers
('id', '名称', 'よみ', '何時まで')
>>> TABLES["rules"].column("収集日").ascii
'days'
"""

from collections.abc import Mapping

from gomi.municipality.column import EVERYTHING, ICONS, Column, Kind, Table
from gomi.municipality.columns_of_calendar import DISTRICTS, EXCEPTIONS, RULES, TOWNS
from gomi.municipality.columns_of_services import (
    EXEMPTIONS,
    OVERSIZED_DAYS,
    OVERSIZED_ITEMS,
    PLACES,
    VOUCHERS,
)
from gomi.municipality.columns_of_sorting import CATEGORIES, ITEMS, STREAMS, TRANSLATIONS, WORDS

__all__ = ["EVERYTHING", "ICONS", "TABLES", "Column", "Kind", "Table"]

TABLES: Mapping[str, Table] = {
    table.stem: table
    for table in (
        CATEGORIES,
        STREAMS,
        ITEMS,
        WORDS,
        TRANSLATIONS,
        DISTRICTS,
        TOWNS,
        RULES,
        EXCEPTIONS,
        PLACES,
        OVERSIZED_ITEMS,
        VOUCHERS,
        OVERSIZED_DAYS,
        EXEMPTIONS,
    )
}
