"""Places in the columns in which cities publish their facilities (公共施設一覧).

`gomi.municipality.rows.facility_rows` reads a file, `facility_rows_of` writes a municipality's places.
"""

from gomi.municipality.facilities.columns import CURRENT, OWN, is_facility_list
from gomi.municipality.facilities.header import read_header, tell_of_unread
from gomi.municipality.facilities.reading import FacilityReader
from gomi.municipality.facilities.writing import HEADERS, cells_of, facility_rows_of

__all__ = [
    "CURRENT",
    "HEADERS",
    "OWN",
    "FacilityReader",
    "cells_of",
    "facility_rows_of",
    "is_facility_list",
    "read_header",
    "tell_of_unread",
]
