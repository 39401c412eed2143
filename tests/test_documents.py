"""What the documents say is true of the project as it lies here."""

import doctest
import re
import subprocess
import sys
from collections.abc import Iterator
from functools import cache
from importlib import import_module
from pathlib import Path
from urllib.parse import unquote

import pytest

from gomi.__main__ import main

CHECKOUT = Path(__file__).resolve().parent.parent
DOCS = CHECKOUT / "docs"
DECISIONS = sorted((DOCS / "decisions").glob("*.md"))
OURS = ("docs", "data", "gomi", "api", "notifier", "tests", "benchmarks")

FENCE = re.compile(r"^```.*?^```", re.MULTILINE | re.DOTALL)
CODE_SPAN = re.compile(r"`([^`\n]+)`")
LINK = re.compile(r"\]\(([^)\s]+)\)")
HEADING = re.compile(r"^#+ .+$", re.MULTILINE)
ELSEWHERE = re.compile(r"[a-z]+:")
OUR_COMMAND = re.compile(r"(?:^|[\s/])gomi ([a-z]+(?: (?:check|count|upgrade)\b)?)", re.MULTILINE)
DEV_COMMAND = re.compile(r"\./dev ([a-z]+(?<=long) [a-z]+|[a-z]+)")
TERM = re.compile(r"^\|[^|]+\|[^|]+\| `([^`]+)` \| `([a-z_0-9.]+)` \|", re.MULTILINE)
LONGEST_DECISION = 60  # lines: one page


def documents() -> list[Path]:
    """Every Markdown file of the project."""
    nested = (path for folder in OURS for path in (CHECKOUT / folder).rglob("*.md"))
    return sorted([*CHECKOUT.glob("*.md"), *nested])


def name(path: Path) -> str:
    return path.relative_to(CHECKOUT).as_posix()


def prose(path: Path) -> str:
    """The text without its examples."""
    return CODE_SPAN.sub("", FENCE.sub("", path.read_text(encoding="utf-8")))


def code(path: Path) -> str:
    """The examples alone, a line each."""
    text = path.read_text(encoding="utf-8")
    spans = CODE_SPAN.findall(FENCE.sub("", text))
    return "\n".join([*FENCE.findall(text), *spans])


def commands_in(path: Path, pattern: re.Pattern[str]) -> set[str]:
    return set(pattern.findall(code(path)))


@cache
def our_commands() -> set[str]:
    """What `gomi --help` lists."""
    told = subprocess.run(
        [sys.executable, "-m", "gomi", "--help"], cwd=CHECKOUT, capture_output=True, text=True, check=True
    )
    return set(re.findall(r"^    ([a-z]+)\b", told.stdout, re.MULTILINE))


def broken_links(path: Path) -> Iterator[str]:
    for target in LINK.findall(prose(path)):
        if not ELSEWHERE.match(target):
            file, _, anchor = unquote(target).partition("#")
            found = path.parent / file if file else path
            if not found.exists() or (anchor and anchor not in anchors(found)):
                yield target


def anchors(path: Path) -> set[str]:
    """The headings as the repository's host makes addresses of them."""
    titles = (
        heading.lstrip("# ").casefold() for heading in HEADING.findall(path.read_text(encoding="utf-8"))
    )
    return {re.sub(r"[^\w\- ]", "", title).replace(" ", "-") for title in titles}


def test_both_readmes_have_the_same_headings_in_the_same_order():
    japanese, english = (HEADING.findall(prose(CHECKOUT / file)) for file in ("README.md", "README.en.md"))

    assert japanese == english
    assert len(japanese) > 5


@pytest.mark.parametrize("path", documents(), ids=name)
def test_every_link_inside_the_project_leads_somewhere(path):
    assert list(broken_links(path)) == []


@pytest.mark.parametrize("path", documents(), ids=name)
def test_every_picture_is_described(path):
    assert "![](" not in path.read_text(encoding="utf-8")


def test_every_command_the_documents_name_exists():
    named = {(name(path), command) for path in documents() for command in commands_in(path, OUR_COMMAND)}

    unknown = {(path, command) for path, command in named if command.split()[0] not in our_commands()}
    assert unknown == set()


@pytest.mark.parametrize(
    "command", sorted({each for path in documents() for each in commands_in(path, OUR_COMMAND)})
)
def test_a_command_of_the_documents_explains_itself(command, capsys):
    with pytest.raises(SystemExit) as left:
        main([*command.split(), "--help"])

    assert left.value.code == 0
    assert capsys.readouterr().out.startswith(f"usage: gomi {command}")


def test_every_form_of_dev_the_documents_name_exists():
    told = subprocess.run([sys.executable, "dev"], cwd=CHECKOUT, capture_output=True, text=True, check=True)
    forms = set(re.findall(r"^\./dev ([a-z]+)", told.stdout, re.MULTILINE))
    forms |= {f"long {path.stem}" for path in (CHECKOUT / "benchmarks").glob("[a-z]*.py")}

    named = {command for path in documents() for command in commands_in(path, DEV_COMMAND)}

    assert named <= forms


def test_examples_in_the_documents_run(monkeypatch):
    monkeypatch.chdir(CHECKOUT)
    with_examples = [path for path in documents() if ">>> " in path.read_text(encoding="utf-8")]

    for path in with_examples:
        assert doctest.testfile(str(path), module_relative=False, encoding="utf-8").failed == 0, name(path)

    assert with_examples


def test_the_policy_of_the_search_is_told_as_the_code_tells_it():
    told = (DOCS / "architecture.md").read_text(encoding="utf-8")
    policy = re.findall(r"^\d\. .+$", import_module("gomi.search.search").__doc__ or "", re.MULTILINE)

    assert policy
    assert "\n".join(policy) in told


def glossary() -> list[tuple[str, str]]:
    return TERM.findall((DOCS / "glossary.md").read_text(encoding="utf-8"))


@pytest.mark.parametrize(("code_name", "module"), glossary(), ids=[term for term, _ in glossary()])
def test_every_code_name_of_the_glossary_is_in_its_module(code_name, module):
    found = import_module(module)

    for part in code_name.split("."):
        assert hasattr(found, part) or part in getattr(found, "__annotations__", {}), f"{module}: {code_name}"
        found = getattr(found, part, None)


def test_the_glossary_gives_each_code_name_once():
    names = [code_name for code_name, _ in glossary()]

    assert len(names) > 80
    assert sorted(set(names)) == sorted(names)


def test_decisions_are_numbered_without_gaps():
    assert [path.name[:4] for path in DECISIONS] == [
        f"{number:04}" for number in range(1, len(DECISIONS) + 1)
    ]


@pytest.mark.parametrize("path", DECISIONS, ids=name)
def test_a_decision_is_one_page_of_situation_choice_and_what_follows(path):
    text = path.read_text(encoding="utf-8")
    title, *parts = HEADING.findall(text)

    assert title.startswith(f"# {path.name[:4]}: ")
    assert parts == ["## Situation", "## Choice", "## What follows"]
    assert text.count("\n") <= LONGEST_DECISION
