"""What journeys share with other tests: a real PostgreSQL, and the stand-in for LINE."""

from pathlib import Path
from types import ModuleType

import pytest

from tests.contracts.conftest import postgresql_url
from tests.journeys.line_desk import load_platform

__all__ = ["postgresql_url"]


@pytest.fixture(scope="session")
def platform(shared: Path) -> ModuleType:
    """The strict stand-in for LINE, with a resident's telephone."""
    return load_platform(shared)
