"""版: one published, immutable state of a municipality's tables.

The folder in `data/` is edition 0; what is published is kept in the ledger from number 1 on. An
edition keeps the files themselves, as the clerk gave them, and the digest of what they say.

>>> files = {"municipality.toml": b"id = 'mihon'", "guides/bags.md": b"# bags"}
>>> unpack(pack(files)) == files
True
>>> pack(dict(reversed(files.items()))) == pack(files)
True
>>> digest(files) == digest({**files, "guides/bags.md": b"# Bags"})
False
"""

import hashlib
import io
import zipfile
import zlib
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

from gomi.errors import GomiError

FOLDER = 0
"""The number of the edition that is the municipality's folder in `data/`."""


@dataclass(frozen=True, slots=True)
class Edition:
    """One published state: from when it holds, what it holds, and which one it brings back."""

    municipality: str
    number: int
    starts_at: datetime
    published_at: datetime
    digest: str
    republishes: int | None = None


@dataclass(frozen=True, slots=True)
class StoredEdition:
    """An edition with the files that were published."""

    edition: Edition
    files: Mapping[str, bytes]


class EditionUnknown(GomiError):
    """The ledger has no edition of this number."""

    def __init__(self, municipality: str, number: int) -> None:
        self.municipality, self.number = municipality, number
        super().__init__(f"「{municipality}」の版{number}は台帳にありません")


class StoredEditionBroken(GomiError):
    """What the ledger keeps of an edition is not what was published; trying again does not help."""

    def __init__(self, municipality: str, number: int) -> None:
        self.municipality, self.number = municipality, number
        super().__init__(f"「{municipality}」の版{number}は台帳の中で壊れています。もう一度公開してください")


class PublishedMeanwhile(GomiError):
    """Another edition was added at the same moment; nothing was added, look again and decide."""

    def __init__(self, municipality: str) -> None:
        self.municipality = municipality
        super().__init__(
            f"「{municipality}」の別の版が同時に公開されました。内容を確かめて、もう一度お試しください"
        )


class NothingToUndo(GomiError):
    """There is no other state to go back to; the text says why."""


def pack(files: Mapping[str, bytes]) -> bytes:
    """All files as one compressed ZIP, the same bytes for the same files on one installation."""
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as archive:
        for name in sorted(files):
            entry = zipfile.ZipInfo(name)  # its date is fixed at 1980, so that packing repeats itself
            entry.compress_type = zipfile.ZIP_DEFLATED
            entry.create_system = 3
            entry.external_attr = 0o644 << 16
            archive.writestr(entry, files[name])
    return packed.getvalue()


def unpack(packed: bytes) -> dict[str, bytes]:
    """The files `pack` was given.

    Raises:
        ValueError: these bytes are not a packed edition.
    """
    try:
        with zipfile.ZipFile(io.BytesIO(packed)) as archive:
            return {name: archive.read(name) for name in archive.namelist()}
    except (zipfile.BadZipFile, zlib.error, OSError, EOFError, RuntimeError) as error:
        raise ValueError("not a packed edition") from error


def digest(files: Mapping[str, bytes]) -> str:
    """A fingerprint of names and contents, independent of order and of how they are packed."""
    sha = hashlib.sha256()
    for name in sorted(files):
        for part in (name.encode(), files[name]):
            sha.update(len(part).to_bytes(8, "big"))
            sha.update(part)
    return sha.hexdigest()
