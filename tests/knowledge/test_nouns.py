"""The tables of nouns: no noun twice, none with two kinds, and English made from its two sources."""

import importlib.util
from collections import Counter
from pathlib import Path
from types import ModuleType
from typing import get_args

import pytest

from newsfeed.knowledge.nouns import LANGUAGES, NounKind, noun_kinds
from newsfeed.model import TopicKind

ROOT = Path(__file__).resolve().parents[2]
DATA = ROOT / "src" / "newsfeed" / "knowledge" / "data" / "nouns"
SINGLE_KINDS = get_args(TopicKind)


@pytest.fixture(scope="module")
def make_nouns() -> ModuleType:
    spec = importlib.util.spec_from_file_location("make_nouns", ROOT / "tools" / "make_nouns.py")
    assert spec
    assert spec.loader
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_noun_is_listed_once(language: str) -> None:
    lines = (DATA / f"{language}.txt").read_text(encoding="utf-8").casefold().splitlines()
    counts = Counter(line for line in lines if line)
    assert [noun for noun, count in counts.items() if count > 1] == []


@pytest.mark.parametrize("language", LANGUAGES)
def test_sections_are_sorted_and_of_known_kinds(language: str) -> None:
    text = (DATA / f"{language}.txt").read_text(encoding="utf-8")
    for section in text.split("\n\n"):
        header, *nouns = section.strip().splitlines()
        assert header[1:-1] in get_args(NounKind)
        assert nouns == sorted(nouns)
        assert all(noun == noun.strip() for noun in nouns)


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_kind_has_nouns(language: str) -> None:
    counts = Counter(noun_kinds(language).values())
    assert min(counts[kind] for kind in SINGLE_KINDS) >= 100


@pytest.mark.parametrize(
    ("language", "noun", "kind"),
    [
        ("en", "treaty", "work"),
        ("en", "hurricane", "event"),
        ("en", "watchmaker", "person"),
        ("en", "shipbuilder", "organization"),
        ("en", "field formation", None),
        ("en", "formation", "organization"),
        ("en", "rift", "place"),
        ("en", "missile", "thing"),
        ("en", "publisher", "person or organization"),
        ("fr", "coup d' état", "event"),
        ("de", "gebirge", "place"),
        ("ja", "条約", "work"),
    ],
)
def test_kinds_of_nouns(language: str, noun: str, kind: str | None) -> None:
    assert noun_kinds(language).get(noun) == kind


def test_checked_words_have_their_kind(make_nouns: ModuleType) -> None:
    table = noun_kinds("en")
    for noun, kind in make_nouns.read_overrides(make_nouns.OVERRIDES).items():
        last_word = noun.rpartition(" ")[2]
        assert table.get(noun.replace("'", "' "), table.get(last_word, "none")) == kind, noun


def test_contradictions_of_checked_words_are_refused(make_nouns: ModuleType, tmp_path: Path) -> None:
    overrides = tmp_path / "overrides.txt"
    overrides.write_text("place: port, pass\nthing: wine, port\n")
    with pytest.raises(SystemExit, match="'port' is listed as place and as thing"):
        make_nouns.read_overrides(overrides)


def test_english_is_made_from_wordnet(make_nouns: ModuleType, tmp_path: Path) -> None:
    if not make_nouns.WORDNET.exists():
        pytest.skip("WordNet is not installed: apt-get install wordnet-base")
    output = tmp_path / "en.txt"
    make_nouns.write_table(make_nouns.WORDNET, output)
    assert output.read_text(encoding="utf-8") == (DATA / "en.txt").read_text(encoding="utf-8")


def test_the_licence_of_wordnet_is_with_its_nouns() -> None:
    assert "Princeton University" in (DATA / "WORDNET-LICENSE.txt").read_text(encoding="utf-8")
