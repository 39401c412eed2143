"""An edition keeps the files exactly, and its digest tells any other files apart."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from gomi.municipality.editions import digest, pack, unpack

NAMES = st.from_regex(r"(guides/)?[a-z一-龠]{1,8}\.(csv|md|toml)", fullmatch=True)
FILES = st.dictionaries(NAMES, st.binary(max_size=200), max_size=6)


@given(FILES)
def test_what_is_packed_is_unpacked_unchanged(files):
    assert unpack(pack(files)) == files


@given(FILES)
def test_packing_repeats_itself_whatever_the_order(files):
    turned = dict(reversed(files.items()))

    assert pack(turned) == pack(files)
    assert digest(turned) == digest(files)


@given(FILES, FILES)
def test_two_sets_of_files_share_a_digest_only_when_they_are_the_same(one, other):
    assert (digest(one) == digest(other)) == (one == other)


def test_content_moved_from_one_file_to_the_next_is_noticed():
    assert digest({"a": b"xy", "b": b""}) != digest({"a": b"x", "b": b"y"})


@given(FILES, st.data())
def test_a_damaged_pack_is_unreadable_or_not_what_it_was(files, data):
    packed = bytearray(pack(files))
    place = data.draw(st.integers(0, len(packed) - 1))
    packed[place] ^= data.draw(st.integers(1, 255))

    try:
        found = unpack(bytes(packed))
    except ValueError:
        return
    assert found == files or digest(found) != digest(files)


@pytest.mark.parametrize("content", [b"", b"PK", b"no archive"])
def test_what_was_never_packed_is_refused(content):
    with pytest.raises(ValueError, match="not a packed edition"):
        unpack(content)
