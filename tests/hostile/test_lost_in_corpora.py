"""No value of a real document is lost silently: a battery over the documents of the tests and of the public corpora."""

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Final

import pytest
from lxml import etree

import newsfeed
from hostile.leaf_values import Known, Leaf, json_leaves, ninjs_leaves, xml_leaves
from newsfeed.errors import NewsfeedError

TESTS: Final = Path(__file__).resolve().parents[1]
SUFFIXES: Final = frozenset((".rss", ".atom", ".xml", ".jsonfeed", ".json", ".rdf"))
FORMATS: Final = ("rss", "atom", "jsonfeed", "ninjs")
SAMPLE: Final = 12


def lost_values(data: bytes) -> tuple[int, list[Leaf]]:
    """Return the number of values of a document, and those that are neither in the model nor in a finding."""
    report = newsfeed.Report()
    name = newsfeed.detect(data)
    if name not in FORMATS:
        return 0, []
    feed = newsfeed.loads(data, name, report=report)
    known = Known(feed, report)
    leaves = list(_leaves_of(name, data))
    return len(leaves), [leaf for leaf in leaves if not known.has(leaf)]


def _leaves_of(name: str, data: bytes) -> Iterator[Leaf]:
    if name == "ninjs":
        return ninjs_leaves(json.loads(data))
    return json_leaves(json.loads(data)) if name == "jsonfeed" else xml_leaves(etree.fromstring(data))


def check(paths: list[Path]) -> tuple[int, int]:
    documents = values = 0
    for path in paths:
        try:
            count, lost = lost_values(path.read_bytes())
        except (NewsfeedError, etree.XMLSyntaxError, ValueError, LookupError):
            continue  # not well-formed: what was repaired is the subject of other tests
        assert lost == [], path
        documents += count > 0
        values += count
    print(f"{documents} documents, {values} values, 0 lost")  # noqa: T201  (the result of the battery)
    return documents, values


def documents(folder: Path) -> list[Path]:
    return sorted(path for path in folder.rglob("*") if path.suffix in SUFFIXES and path.name != "manifest.json")


def test_no_value_of_the_documents_of_the_tests_is_lost() -> None:
    count, _ = check([*documents(TESTS / "valid"), *documents(TESTS.parent / "examples" / "feeds")])
    assert count > 10


def test_no_value_of_a_sample_of_the_corpora_is_lost(corpora: Path) -> None:
    count, _ = check(documents(corpora / "reader")[::SAMPLE])
    assert count > 20


def test_no_value_of_ninjs_is_lost(corpora: Path) -> None:
    folders = (corpora / "ninjs" / "examples", corpora / "ninjs" / "documentation", corpora / "ninjs" / "validation")
    count, values = check([path for folder in folders for path in documents(folder)])
    assert count > 150
    assert values > 2000


@pytest.mark.battery
@pytest.mark.parametrize("name", ["reader", "feedvalidator"])
def test_no_value_of_the_corpora_is_lost(corpora: Path, name: str) -> None:
    count, values = check(documents(corpora / name))
    assert count > 500
    assert values > 5000
