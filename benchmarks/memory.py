"""`./dev long memory`: what a serving process holds with one municipality, and with each further one.

Processes are real `gomi serve`s that have answered every query once; the figure is their resident
memory (VmRSS).
"""

import http.client
import sys
import tempfile
from pathlib import Path
from urllib.parse import quote

from benchmarks.cities import DEVELOPED_ON, SHARED, queries
from benchmarks.http import server
from gomi.municipality.import_5374 import import_folder

FURTHER = 5


def main() -> int:
    """Print both figures."""
    one = _resident(1)
    more = _resident(1 + FURTHER)
    print(f"one municipality {one:.0f} MB, each further one {(more - one) / FURTHER:.1f} MB")
    return 0


def _resident(municipalities: int) -> float:
    with tempfile.TemporaryDirectory() as folder:
        for number in range(municipalities):
            import_folder(SHARED / "opendata" / "5374" / DEVELOPED_ON, Path(folder) / f"town{number}")
        with server(Path(folder)) as (port, process):
            connection = http.client.HTTPConnection("127.0.0.1", port)
            for query in queries(DEVELOPED_ON):
                connection.request("GET", f"/v1/town0/items?q={quote(query.text)}")
                connection.getresponse().read()
            status = Path(f"/proc/{process}/status").read_text()
    return next(int(line.split()[1]) for line in status.splitlines() if line.startswith("VmRSS")) / 1024


if __name__ == "__main__":
    sys.exit(main())
