"""One message has one answer: command line, API and page say the same, in the same order."""

import csv
import html
import json
import os
import re
import subprocess
import sys
from pathlib import Path

import pytest
from fastapi.testclient import TestClient

from api.app import create_app
from gomi.bootstrap import bootstrap
from gomi.municipality.import_5374 import import_folder
from gomi.search.engine import SearchEngine
from gomi.search.fold import fold
from gomi.search.search import clean
from gomi.settings import read
from gomi.words import load_words

CHECKOUT = Path(__file__).resolve().parents[2]
CASES = CHECKOUT / "tests" / "search_cases.csv"
SETS = CHECKOUT / "tests" / "search_sets"


def by_command(folder: Path, queries: list[str], tmp_path: Path) -> list[dict]:
    """What `gomi search --batch` writes, as a process of its own."""
    batch = tmp_path / "batch.jsonl"
    batch.write_text("".join(json.dumps({"q": query}) + "\n" for query in queries), encoding="utf-8")
    command = [sys.executable, "-m", "gomi", "search", "--data", str(folder), "--batch", str(batch)]
    written = subprocess.run(
        command, capture_output=True, text=True, check=True, cwd=CHECKOUT, env=os.environ
    )
    return [json.loads(line) for line in written.stdout.splitlines()]


def by_web(data_dir: Path, municipality: str, queries: list[str], tmp_path: Path) -> list[tuple[dict, str]]:
    """What the API answers, and the page's text."""
    settings = read({"GOMI_DATA_DIR": str(data_dir), "GOMI_DATABASE_URL": f"sqlite:///{tmp_path}/l.sqlite3"})
    services = bootstrap(settings, SearchEngine(settings.lexicon_dir).index, background=False)
    client = TestClient(create_app(services, load_words(), limited=False))
    answers = []
    for query in queries:
        api = client.get(f"/v1/{municipality}/items", params={"q": query})
        page = client.get(f"/{municipality}/search", params={"q": query})
        assert api.status_code == 200, query
        assert page.status_code == (200 if fold(clean(query)) else 422), query
        answers.append((api.json(), html.unescape(re.sub(r"<[^>]*>", "", page.text))))
    services.close()
    return answers


def assert_same(told: list[dict], shown: list[tuple[dict, str]]) -> None:
    for line, (answer, page) in zip(told, shown, strict=True):
        assert (line["answer"], line["results"]) == (answer["answer"], answer["results"]), line["q"]
        for name in line["results"][:1]:
            assert name in page, (line["q"], name)


def test_mihon_answers_alike_everywhere(tmp_path):
    queries = [case["typed"] for case in csv.DictReader(CASES.open(encoding="utf-8"))]

    told = by_command(CHECKOUT / "data" / "mihon", queries, tmp_path)

    assert [line["q"] for line in told] == queries
    assert_same(told, by_web(CHECKOUT / "data", "mihon", queries, tmp_path))


@pytest.mark.parametrize("city", ["kashiwa", "hiroshima", "kurume", "kameoka"])
def test_an_imported_city_answers_its_development_queries_alike_everywhere(city, shared, tmp_path):
    ours = SETS / f"{city}.jsonl"
    path = ours if ours.exists() else shared / "search_eval" / f"queries_{city}.jsonl"
    queries = [json.loads(line)["q"] for line in path.read_text(encoding="utf-8").splitlines()]
    import_folder(shared / "opendata" / "5374" / city, tmp_path / "data" / city)

    told = by_command(tmp_path / "data" / city, queries, tmp_path)

    assert_same(told, by_web(tmp_path / "data", city, queries, tmp_path))
