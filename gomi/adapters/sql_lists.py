"""A list of numbers as one value of a statement, however long: its text stays the same.

Thousands of placeholders would cost more to write out than the database needs to answer.
"""

import json
from collections.abc import Sequence

from sqlalchemy import JSON, Connection, Integer, Select, cast, func, select


def listed(connection: Connection, numbers: Sequence[int]) -> Select[tuple[int]]:
    """The numbers as rows."""
    written = json.dumps(list(numbers))
    if connection.dialect.name == "sqlite":
        return select(cast(func.json_each(written).table_valued("value").c.value, Integer))
    # handed over as the list itself: the column type writes it as JSON
    elements = func.json_array_elements_text(cast(list(numbers), JSON)).table_valued("value")
    return select(cast(elements.c.value, Integer))
