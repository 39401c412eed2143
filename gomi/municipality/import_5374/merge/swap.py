"""Put a new state of a folder in the place of the old one in a single step.

Whoever looks sees the old folder or the new one; an import that is killed leaves nothing in between.
"""

import contextlib
import ctypes
import os
import shutil
import tempfile
from collections.abc import Mapping
from pathlib import Path

_AT_FDCWD, _EXCHANGE = -100, 2


class ChangedMeanwhile(Exception):
    """Someone wrote into the folder while its new state was being made; nothing was changed."""


def every_file(folder: Path) -> dict[str, bytes]:
    """The files that stand in a folder itself, among its guides and in its copies of imports."""
    wanted = [*folder.glob("*"), *folder.glob("guides/*"), *folder.glob(".import/**/*")]
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in wanted if path.is_file()}


def replace_files(folder: Path, read: Mapping[str, bytes], new: Mapping[str, bytes | None]) -> None:
    """Give ``folder`` the files of ``new`` (None: without that file); all others stay as they are.

    ``read`` is what `every_file` said before.

    Raises:
        ChangedMeanwhile: it says something else by now.
    """
    folder, workshop = folder.resolve(), _workshop(folder)
    _tidy(folder, workshop)
    workshop.mkdir(parents=True, exist_ok=True)
    try:
        made = Path(tempfile.mkdtemp(dir=workshop)) / "new"
        _copy(folder, made)
        for name, content in new.items():
            _write(made / name, content)
        if folder.is_dir() and every_file(folder) != read:
            raise ChangedMeanwhile
        _swap(made, folder)
        if made.is_dir() and every_file(made) != read:
            _swap(made, folder)
            raise ChangedMeanwhile
    finally:
        _tidy(folder, workshop)


def recover(folder: Path) -> None:
    """Bring back a folder that a killed import had moved away."""
    for before in _workshop(folder).glob("*/before"):
        if not folder.resolve().exists():
            before.rename(folder.resolve())


def _workshop(folder: Path) -> Path:
    """Where the new state is made: beside the folder, on the same disk."""
    # What is made there lies two levels deep, where no one who lists municipalities finds it.
    return folder.resolve().parent / f".importing-{folder.resolve().name}"


def _copy(folder: Path, made: Path) -> None:
    if folder.is_dir():
        shutil.copytree(folder, made, symlinks=True, copy_function=_link)
    else:
        made.mkdir()


def _link(source: str, target: str) -> None:
    """The same file under a second name where the disk can do that; it is never written in place."""
    try:
        os.link(source, target, follow_symlinks=False)
    except OSError:
        shutil.copy2(source, target, follow_symlinks=False)


def _write(path: Path, content: bytes | None) -> None:
    path.unlink(missing_ok=True)
    if content is None:
        return
    path.parent.mkdir(parents=True, exist_ok=True)
    with path.open("wb") as file:
        file.write(content)
        file.flush()
        os.fsync(file.fileno())


def _swap(made: Path, folder: Path) -> None:
    """Exchange the two, in one step where the system can; else by way of a name `_tidy` knows."""
    if not folder.exists():
        made.rename(folder)
    elif not _exchange(made, folder):
        before = made.with_name("before")
        folder.rename(before)
        try:
            made.rename(folder)
        except OSError:
            before.rename(folder)
            raise
        before.rename(made)


def _exchange(one: Path, other: Path) -> bool:
    try:
        rename = ctypes.CDLL(None).renameat2
    except (AttributeError, OSError, TypeError):
        return False
    return bool(rename(_AT_FDCWD, os.fsencode(one), _AT_FDCWD, os.fsencode(other), _EXCHANGE) == 0)


def _tidy(folder: Path, workshop: Path) -> None:
    """Clear what an import left; what a killed one had moved away is brought back first."""
    recover(folder)
    with contextlib.suppress(OSError):
        shutil.rmtree(workshop)
