"""Tests of the data about names: form, duplicates and contradictions between lists."""

from collections import Counter
from collections.abc import Iterator
from pathlib import Path

import pytest

from newsfeed.knowledge.lexicon import lexicon
from newsfeed.knowledge.lists import DATA, fold, read_folder, read_list, read_set

LANGUAGES = ("ar", "de", "en", "es", "fr", "he", "it", "ja", "nl", "pt")
LISTS = sorted(path for folder in ("bodies", "people", "places", "words") for path in (DATA / folder).glob("*.txt"))
OUTLET_FILES = sorted((DATA / "outlets").glob("*.txt"))


def entries(path: Path) -> list[str]:
    return [line for line in path.read_text(encoding="utf-8").split("\n") if line and not line.startswith("#")]


def outlet_forms() -> Iterator[tuple[str, bool]]:
    """Yield each name and alias, folded, with whether it is ambiguous."""
    for line in read_folder("outlets"):
        for form in line.split(" | "):
            yield fold(form.removeprefix("~")), form.startswith("~")


def test_there_are_several_thousand_outlets() -> None:
    assert len(list(read_folder("outlets"))) > 20_000


@pytest.mark.parametrize("path", [*LISTS, *OUTLET_FILES], ids=lambda path: f"{path.parent.name}/{path.stem}")
def test_lists_have_one_trimmed_entry_per_line(path: Path) -> None:
    lines = entries(path)
    assert lines
    assert all(line == line.strip() and "  " not in line and "\t" not in line for line in lines)


@pytest.mark.parametrize("path", LISTS, ids=lambda path: f"{path.parent.name}/{path.stem}")
def test_lists_have_no_duplicates(path: Path) -> None:
    counts = Counter(entries(path))
    assert [entry for entry, count in counts.items() if count > 1] == []


def test_no_name_of_an_outlet_is_listed_twice() -> None:
    counts = Counter(form for form, _ in outlet_forms())
    assert [form for form, count in counts.items() if count > 1] == []


def test_no_alias_is_empty() -> None:
    assert [line for line in read_folder("outlets") if not all(form.strip("~ ") for form in line.split("|"))] == []


@pytest.mark.parametrize("language", LANGUAGES)
def test_no_clear_outlet_is_a_body_or_place(language: str) -> None:
    clear = {form for form, is_ambiguous in outlet_forms() if not is_ambiguous}
    names = lexicon(language)
    assert clear & names.bodies == set()
    assert clear & names.places == set()


@pytest.mark.parametrize("kind", ["titles", "press_roles", "agents"])
@pytest.mark.parametrize("language", ["de", "en", "es", "fr", "it", "nl", "pt"])
def test_no_clear_outlet_is_a_common_noun_for_people(language: str, kind: str) -> None:
    clear = {form for form, is_ambiguous in outlet_forms() if not is_ambiguous}
    assert clear & read_set(f"people/{kind}_{language}") == set()


def test_no_clear_outlet_is_a_given_name() -> None:
    clear = {form for form, is_ambiguous in outlet_forms() if not is_ambiguous}
    assert clear & read_set("people/first_names") == set()


@pytest.mark.parametrize("language", LANGUAGES)
def test_no_title_is_a_role_of_the_press(language: str) -> None:
    assert read_set(f"people/titles_{language}") & read_set(f"people/press_roles_{language}") == set()


@pytest.mark.parametrize("language", LANGUAGES)
def test_no_word_marks_bodies_and_outlets(language: str) -> None:
    names = lexicon(language)
    assert names.body_words & names.outlet_words == set()


def test_a_missing_list_is_empty() -> None:
    assert list(read_list("people/titles_tlh")) == []


@pytest.mark.parametrize(
    ("word", "folded"),
    [("The’s", "the's"), ("צה״ל", 'צה"ל'), ("أخبار", "اخبار"), ("لـ", "ل"), ("تنبّه", "تنبه"), ("Ä", "ä")],
)
def test_words_are_folded_for_comparison(word: str, folded: str) -> None:
    assert fold(word) == folded
