"""Give back the pages of a mapped file that were needed once.

Building an index reads most of the dictionary; answering reads little of it. The pages are the
file's own: whatever is needed again is mapped again, from memory as long as there is enough of it.
"""

import ctypes
from pathlib import Path

MAPS = Path("/proc/self/maps")
MADV_DONTNEED = 4  # Linux, madvise(2): of a mapped file nothing is lost


def give_back(file_name: str) -> int:
    """Let go of all pages of files so named, mapped only to be read; how many bytes were mapped.

    Where the system cannot do it nothing happens, and it is 0.
    """
    try:
        lines = MAPS.read_text(encoding="utf-8", errors="replace").splitlines()
        madvise = ctypes.CDLL(None).madvise
    except (OSError, AttributeError):
        return 0
    madvise.argtypes = [ctypes.c_void_p, ctypes.c_size_t, ctypes.c_int]
    ranges = [_range(line) for line in lines if line.endswith(f"/{file_name}") and " r--" in line]
    return sum(size for start, size in ranges if madvise(start, size, MADV_DONTNEED) == 0)


def _range(line: str) -> tuple[int, int]:
    start, end = (int(address, 16) for address in line.split(maxsplit=1)[0].split("-"))
    return start, end - start
