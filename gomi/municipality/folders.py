"""The folder of municipality folders: which municipality lies where.

`data/` also holds the lexicon and the wording; only a folder with a `municipality.toml` counts.
"""

from collections.abc import Mapping
from datetime import datetime
from pathlib import Path

from gomi.errors import NotServed
from gomi.municipality import profile
from gomi.municipality.complaints import Complaints
from gomi.municipality.load import read_folder
from gomi.ports import Editions


def folder_by_id(data_dir: Path) -> dict[str, Path]:
    """Each municipality's folder, in the order of their names.

    A folder whose `municipality.toml` cannot be read goes by its own name; of two folders with one
    id the first stays.
    """
    found: dict[str, Path] = {}
    for path in sorted(data_dir.glob(f"*/{profile.FILE}")):
        found.setdefault(_id_in(path), path.parent)
    return found


def files_of_folder(municipality: str, data_dir: Path) -> dict[str, bytes] | None:
    """Edition 0 as it lies on disk now; None where the municipality has no folder."""
    folder = folder_by_id(data_dir).get(municipality)
    return None if folder is None else read_folder(folder)


def files_in_force(
    municipality: str, editions: Editions, data_dir: Path, now: datetime
) -> Mapping[str, bytes]:
    """The files of the edition in force, the folder's where none was published.

    Raises:
        NotServed: neither a folder nor an edition.
    """
    edition = editions.current(municipality, now)
    if edition is not None:
        return editions.at(municipality, edition.number).files
    files = files_of_folder(municipality, data_dir)
    if files is None:
        raise NotServed(municipality)
    return files


def _id_in(path: Path) -> str:
    read = profile.read_profile(path.read_bytes(), Complaints())
    return path.parent.name if read is None or not read.id else read.id
