"""A 5374 source that changes, and the folder that a clerk edits in between."""

import csv
import io
from collections.abc import Iterable
from pathlib import Path

from gomi.municipality.complaints import Level
from gomi.municipality.import_5374 import Closures, Outcome, Report, import_folder
from gomi.municipality.load import load
from gomi.municipality.values import Municipality

TARGET = (
    ("もやすごみ", "かさ", "", "か"),
    ("粗大ごみ", "かさ", "長さ1m以上のもの", "か"),
    ("もやすごみ", "くつ", "", "く"),
    ("資源", "びん", "中をすすぐ。", "ひ"),
    ("もやすごみ", "メートルＤプレーヤー", "", "て"),
    ("資源", "電池", "", "て"),
)
DAYS = (("北町", "東センター", "月 木", "水"), ("南町", "西センター", "火 金", "木"))
CLOSED = (("東センター", "2026/12/31", "2027/1/3"),)
LABELS = (("もやすごみ", "袋に入れる。"), ("資源", ""), ("粗大ごみ", ""))
STREAMS = ("もやすごみ", "資源")


class Desk:
    """A city's source, and the clerk's folder made from it."""

    def __init__(self, folder: Path) -> None:
        self.src, self.dest = folder / "src", folder / "mycity"
        self.src.mkdir()
        self.publish()

    def publish(
        self,
        target: Iterable[tuple[str, ...]] = TARGET,
        days: Iterable[tuple[str, ...]] = DAYS,
        closed: Iterable[tuple[str, ...]] = CLOSED,
        labels: Iterable[tuple[str, str]] = LABELS,
        streams: Iterable[str] = STREAMS,
    ) -> None:
        """The city puts this state of its files on line."""
        self._source("target", "type,name,notice,furigana", target)
        self._source("area_days", f"地名,センター,{','.join(streams)}", days)
        self._source("center", "名称,休止開始日,休止終了日", closed)
        described = [(label, "", text, "", "#77ae1f") for label, text in labels]
        self._source("description", "label,sublabel,description,styles,bgcolor", described)

    def _source(self, stem: str, header: str, rows: Iterable[tuple[str, ...]]) -> None:
        lines = [header, *(",".join(row) for row in rows)]
        (self.src / f"{stem}.csv").write_text("\n".join(lines) + "\n", encoding="utf-8")

    def take_over(self, closures: Closures | None = None) -> Report:
        """Import; the result can always be served, but for words that the clerk wrote unreadably."""
        report = import_folder(self.src, self.dest, closures)
        errors = [each for each in load(self.dest).complaints if each.level is Level.ERROR]
        assert [str(each) for each in errors if each.kind != "unclear-rule"] == []
        return report

    def rows(self, stem: str) -> list[dict[str, str]]:
        """A table as the clerk sees it."""
        text = (self.dest / f"{stem}.csv").read_bytes().decode("utf-8-sig")
        return list(csv.DictReader(io.StringIO(text)))

    def save(self, stem: str, rows: list[dict[str, str]]) -> None:
        """The clerk saves a table from a spreadsheet."""
        headers = list(dict.fromkeys(header for row in rows for header in row))
        out = io.StringIO()
        writer = csv.DictWriter(out, headers, restval="", lineterminator="\n")
        writer.writeheader()
        writer.writerows(rows)
        (self.dest / f"{stem}.csv").write_text(out.getvalue(), encoding="utf-8")

    def edit(self, stem: str, where: dict[str, str], **cells: str) -> None:
        """Change the one row that has those cells."""
        rows = self.rows(stem)
        (row,) = [row for row in rows if where.items() <= row.items()]
        row |= cells
        self.save(stem, rows)

    def delete(self, stem: str, **where: str) -> None:
        """Delete every row that has those cells."""
        rows = self.rows(stem)
        self.save(stem, [row for row in rows if not where.items() <= row.items()])

    def add(self, stem: str, **cells: str) -> None:
        """Add a row."""
        self.save(stem, [*self.rows(stem), cells])

    def items(self, name: str) -> list[tuple[str, str]]:
        """Category and condition of each row of an item."""
        return [(row["区分"], row["条件"]) for row in self.rows("items") if row["品目"] == name]

    @property
    def municipality(self) -> Municipality:
        found = load(self.dest).municipality
        assert found is not None
        return found


def told(report: Report, outcome: Outcome) -> list[tuple[str, str, int]]:
    return [(each.kind, each.file, each.line) for each in report.of(outcome)]
