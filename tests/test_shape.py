"""The shape of the project: what every module, route and file of it has in common."""

import ast
import re
import subprocess
import tomllib
from collections.abc import Iterator
from importlib import import_module
from pathlib import Path

import pytest
from fastapi.routing import APIRoute

CHECKOUT = Path(__file__).resolve().parent.parent
PACKAGES = ("gomi", "api", "notifier")
MODULES = sorted(path for package in PACKAGES for path in (CHECKOUT / package).rglob("*.py"))
LOCKS = sorted(CHECKOUT.glob("requirements*.lock"))
PROJECT = tomllib.loads((CHECKOUT / "pyproject.toml").read_text(encoding="utf-8"))["project"]

SOMEONES_FOLDER = re.compile(r"(?<![\w.])/(?:home|root|Users)/\w|[A-Z]:\\Users\\")
AN_ADDRESS = re.compile(r"https?://|--index-url|--find-links|--trusted-host")
PICTURES = (".png", ".jpg", ".webp", ".ico", ".xlsx", ".pdf")
LICENCE = "Apache-2.0"
Definition = ast.FunctionDef | ast.AsyncFunctionDef | ast.ClassDef


def name(path: Path) -> str:
    return path.relative_to(CHECKOUT).as_posix()


def undocumented(tree: ast.Module) -> Iterator[str]:
    """The public functions and classes of a module that say nothing of themselves."""
    for node in tree.body:
        if isinstance(node, Definition) and not node.name.startswith("_") and not ast.get_docstring(node):
            yield node.name


def files_of_the_project() -> list[Path]:
    """Every text file that is, or is about to be, kept in the repository."""
    listed = ["git", "ls-files", "-z", "--cached", "--others", "--exclude-standard"]
    told = subprocess.run(listed, cwd=CHECKOUT, capture_output=True, text=True, check=True)
    paths = (CHECKOUT / file for file in told.stdout.split("\0") if file)
    return sorted(path for path in paths if path.is_file() and path.suffix not in PICTURES)


def api_routes() -> list[APIRoute]:
    """Every route that the modules of `api` add."""
    modules = (import_module(f"api.{path.stem}") for path in sorted((CHECKOUT / "api").glob("[a-z]*.py")))
    routers = {id(module.router): module.router for module in modules if hasattr(module, "router")}
    return [route for router in routers.values() for route in router.routes if isinstance(route, APIRoute)]


@pytest.mark.parametrize("path", MODULES, ids=name)
def test_a_module_begins_by_saying_what_it_is_for(path):
    tree = ast.parse(path.read_text(encoding="utf-8"))

    assert ast.get_docstring(tree)
    assert list(undocumented(tree)) == []


def test_there_are_routes_to_look_at():
    assert {route.path for route in api_routes()} >= {
        "/v1/{municipality}/items",
        "/healthz",
        "/{municipality}/",
    }


@pytest.mark.parametrize("route", api_routes(), ids=lambda route: route.path)
def test_every_route_says_what_it_answers(route):
    assert (route.endpoint.__doc__ or "").strip()


def test_every_route_of_the_public_api_is_in_its_description():
    public = [route for route in api_routes() if route.path.startswith("/v1/")]

    assert all(route.include_in_schema and route.operation_id and route.summary for route in public)
    assert len({route.operation_id for route in public}) == len(public)


def test_only_the_public_api_is_in_the_description():
    assert all(route.path.startswith("/v1/") for route in api_routes() if route.include_in_schema)


def test_no_file_names_a_folder_of_someones_machine():
    found = [
        f"{name(path)}:{number}"
        for path in files_of_the_project()
        for number, line in enumerate(path.read_text(encoding="utf-8", errors="replace").splitlines(), 1)
        if SOMEONES_FOLDER.search(line)
    ]

    assert found == []


@pytest.mark.parametrize("lock", LOCKS, ids=name)
def test_a_lock_names_no_host_and_gives_every_file_its_hash(lock):
    text = lock.read_text(encoding="utf-8")

    assert not AN_ADDRESS.search(text)
    assert len(re.findall(r"^[a-z0-9]\S*==", text, re.MULTILINE)) == len(
        re.findall(r"^[a-z0-9]\S*==[^\n]*\\\n    --hash=sha256:", text, re.MULTILINE)
    )


def test_what_serves_is_locked_alike_for_tests():
    served, tested = (
        dict(
            re.findall(
                r"^([a-z0-9][\w.-]*)==(\S+)", (CHECKOUT / file).read_text(encoding="utf-8"), re.MULTILINE
            )
        )
        for file in ("requirements.lock", "requirements-test.lock")
    )

    assert served.items() <= tested.items()


def test_the_licence_is_whole_and_the_same_everywhere():
    licence = (CHECKOUT / "LICENSE").read_text(encoding="utf-8")

    assert licence.split()[:4] == ["Apache", "License", "Version", "2.0,"]
    assert all(f"\n   {number}. " in licence for number in range(1, 10))
    assert "END OF TERMS AND CONDITIONS" in licence
    assert PROJECT["license"] == LICENCE
    assert f"license: {LICENCE}" in (CHECKOUT / "publiccode.yml").read_text(encoding="utf-8")


def test_the_changelog_has_a_part_for_this_version_with_its_three_readers():
    changelog = (CHECKOUT / "CHANGELOG.md").read_text(encoding="utf-8")
    parts = re.split(r"^## ", changelog, flags=re.MULTILINE)[1:]
    newest = parts[0]

    assert newest.startswith(PROJECT["version"])
    assert re.findall(r"^### (.+)$", newest, re.MULTILINE) == [
        "住民のみなさん",
        "職員のみなさん",
        "Maintainers",
    ]
