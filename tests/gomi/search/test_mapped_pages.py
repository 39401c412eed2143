"""Pages of a mapped file are given back, and are read again as they were."""

import mmap
import sys

import pytest

from gomi.search.mapped_pages import give_back


@pytest.mark.skipif(sys.platform != "linux", reason="pages are given back on Linux alone")
def test_what_is_given_back_is_read_again_as_it_was(tmp_path):
    path = tmp_path / "a-dictionary.dic"
    path.write_bytes(b"gomi" * 4096)

    with path.open("rb") as file, mmap.mmap(file.fileno(), 0, access=mmap.ACCESS_READ) as mapped:
        before = bytes(mapped)
        assert give_back(path.name) == len(before)
        assert bytes(mapped) == before


def test_a_file_that_is_not_mapped_gives_nothing():
    assert give_back("no-such-file.dic") == 0
