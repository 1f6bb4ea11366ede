"""The tables of the migration guides: every name of the other library has a row, and every row is true."""

import importlib
import inspect
import pkgutil
import re
from collections.abc import Iterator
from pathlib import Path

import feedgen.ext
import pytest
from feedgen.entry import FeedEntry
from feedgen.feed import FeedGenerator

import newsfeed
from feedgen_documents import EXTENSIONS, full_generator

ROOT = Path(__file__).resolve().parents[2]
GUIDE = ROOT / "docs" / "guide"
FEEDGEN = (GUIDE / "migrate-feedgen.md").read_text(encoding="utf-8")
BENCHMARKS = (ROOT / "docs" / "benchmarks.md").read_text(encoding="utf-8")

_FIELD = re.compile(r"`((?:Feed|Story)\.[\w.\[\]]+)`(?:: `(?:\w+:)?(\w+)`)?")
_NAME = re.compile(r"`newsfeed\.([\w.]+)`")
_INTERNAL = ("extend_atom", "extend_file", "extend_ns", "extend_rss")
"""Methods by which feedgen calls an extension."""


def rows(text: str) -> dict[str, str]:
    """Return the second cell of each row of the tables by the code in the first."""
    pairs = re.findall(r"^\| `([^`|]+)` \| (.*?) \|$", text, re.MULTILINE)
    assert len(pairs) == len(dict(pairs)), "a row is repeated"
    return dict(pairs)


def methods(described: type) -> list[str]:
    functions = inspect.getmembers(described, inspect.isfunction)
    return [name for name, _ in functions if not name.startswith("_") and name not in _INTERNAL]


def calls() -> Iterator[str]:
    """Yield every public call of feedgen as the tables name it."""
    yield from (f"generator.{name}()" for name in methods(FeedGenerator))
    yield from (f"entry.{name}()" for name in methods(FeedEntry))
    for module_info in pkgutil.iter_modules(feedgen.ext.__path__):
        module = importlib.import_module(f"feedgen.ext.{module_info.name}")
        for name, described in inspect.getmembers(module, inspect.isclass):
            if described.__module__ == module.__name__ and not issubclass(described, Exception):
                extension = module_info.name.removesuffix("_entry")
                owner = "" if extension == "dc" else "entry." if "Entry" in name else "generator."
                yield from (f"{owner}{extension}.{method}()" for method in methods(described))


def values(item: object, path: str) -> list[object]:
    """Return the values at a path such as `media[].length`."""
    items = [item]
    for step in path.split("."):
        items = [getattr(parent, step.removesuffix("[]")) for parent in items if parent is not None]
        if step.endswith("[]"):
            items = [element for parent in items for element in parent]
    return [value for value in items if value not in (None, "", ())]


def test_the_guide_for_feedgen_has_a_row_for_every_call_and_no_other() -> None:
    assert set(rows(FEEDGEN)) == set(calls())


def test_all_extensions_of_feedgen_are_in_the_document_of_the_tests() -> None:
    modules = {info.name.removesuffix("_entry") for info in pkgutil.iter_modules(feedgen.ext.__path__)}
    assert set(EXTENSIONS) == modules - {"base"}


@pytest.fixture(scope="module")
def feeds() -> list[newsfeed.Feed]:
    generator = full_generator()
    return [newsfeed.loads(generator.rss_str(), "rss"), newsfeed.loads(generator.atom_str(), "atom")]


ELSEWHERE = {"Feed.hubs", "Feed.links", "Story.categories"}
"""Fields that the calls of the test document do not fill, but others would."""


@pytest.mark.parametrize("call", rows(FEEDGEN))
def test_newsfeed_reads_what_a_call_of_feedgen_writes_into_the_field_of_its_row(
    call: str, feeds: list[newsfeed.Feed]
) -> None:
    cell = rows(FEEDGEN)[call]
    fields = _FIELD.findall(cell)
    for name in _NAME.findall(cell):
        target: object = newsfeed
        for step in name.split("."):
            target = getattr(target, step) if hasattr(target, step) else importlib.import_module(f"newsfeed.{step}")
    assert fields or _NAME.search(cell) or cell.startswith("nothing: "), "the row names no field"
    for path, element in fields:
        if path in ELSEWHERE:
            continue
        owner, _, rest = path.partition(".")
        items: list[object] = [feed if owner == "Feed" else feed.stories[0] for feed in feeds]
        filled = [value for item in items for value in values(item, rest)]
        assert filled, path
        if element:
            kept = {extension.name.rpartition("}")[2] for item in items for extension in getattr(item, rest)}
            assert element in kept, f"{path} has no {element}, but {sorted(kept)}"


def target(name: str) -> float:
    """Return the measured ratio of a target in docs/benchmarks.md."""
    match = re.search(rf"^\| {re.escape(name)} +\| +([\d.]+)x \|", BENCHMARKS, re.MULTILINE)
    assert match, name
    return float(match[1])


def test_the_figures_for_feedgen_are_not_better_than_those_measured() -> None:
    claims = [float(claim) for claim in re.findall(r"at least ([\d.]+)\s+times", FEEDGEN)]
    kinds = [target(f"{name}, models to bytes, faster than feedgen, for every kind") for name in ("RSS", "Atom")]
    sizes = [target(f"{name}, models to bytes, faster than feedgen, at every size") for name in ("RSS", "Atom")]
    built = [
        target(f"{name}, rows to bytes with models built, faster than feedgen{suffix}")
        for name in ("RSS", "Atom")
        for suffix in ("", ", for every kind")
    ]
    assert len(claims) == 3
    assert claims[0] <= min(kinds[0], sizes[0])
    assert claims[1] <= min(kinds[1], sizes[1])
    assert claims[2] <= min(built)
    assert target("RSS, all stories but one unchanged, faster than feedgen") > 15
