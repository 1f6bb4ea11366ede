"""Names and kinds of topics, from their descriptions.

The files in `topics` have a case per line: the kind, the name, and the description.
"""

from collections.abc import Iterator
from pathlib import Path

import attrs
import pytest

from newsfeed.knowledge.nouns import LANGUAGES
from newsfeed.pages.topics import kind_of, subject

CASES = Path(__file__).with_name("topics")


def cases() -> Iterator[tuple[str, str, str, str]]:
    for path in sorted(CASES.glob("*.txt")):
        for line in path.read_text(encoding="utf-8").splitlines():
            kind, name, description = line.split(" | ")
            yield path.stem, description, name, kind


def has_name(name: str, expected: str) -> bool:
    """Compare names apart from "The", which belongs to some names only for some readers."""
    return name.removeprefix("The ") == expected.removeprefix("The ")


@pytest.mark.parametrize(("language", "description", "name", "kind"), list(cases()))
def test_name_and_kind(language: str, description: str, name: str, kind: str) -> None:
    read = subject(description, language)
    assert (read.kind, has_name(read.name, name), read.has_name) == (kind, True, True), read


def test_every_language_has_cases() -> None:
    counts = dict.fromkeys(LANGUAGES, 0)
    for language, *_ in cases():
        counts[language] += 1
    assert min(counts.values()) >= 30


@pytest.mark.parametrize(
    ("language", "text", "name", "kind"),
    [
        ("en", "Norland, or the Kingdom of Norland, is a country.", "Norland", "place"),
        ("en", "Anna Berg (born 17 July 1954) is a Norlandic", "Anna Berg", "person"),
        ("en", "Anna Berg is a Norlandic film director.", "Anna Berg", "person"),
        (
            "en",
            "The Norland Union (NU) is a political and economic union of 27 states.",
            "Norland Union",
            "organization",
        ),
        ("en", "The Beacon is a Norlandic online newspaper.", "The Beacon", "organization"),
        ("en", "The Harbour War was an armed conflict between two cities.", "Harbour War", "event"),
        ("en", "Tides is a 2023 thriller film directed by Bo Lund.", "Tides", "work"),
        ("en", "Vallmar — the capital of Norland", "Vallmar", "place"),
        ("en", "The Vall is one of the major Norlandic rivers.", "Vall", "place"),
        ("en", "Uranium is a chemical element.", "Uranium", "thing"),
        ("de", "Anna Berg ist eine norländische Politikerin.", "Anna Berg", "person"),
        ("de", "Vallmar ist die Hauptstadt von Norland.", "Vallmar", "place"),
        ("fr", "Anna Berg, née en 1970, est une femme politique.", "Anna Berg", "person"),
        ("fr", "Vallmar est une ville du Norland.", "Vallmar", "place"),
        ("es", "Pedro Lund es un político del norte.", "Pedro Lund", "person"),
        ("ja", "東京は、日本の首都である。", "東京", "place"),
        ("ar", "روسيا دولة تقع في الشمال", "روسيا", "place"),
        ("he", "ישראל היא מדינה במזרח התיכון", "ישראל", "place"),
    ],
)
def test_exact_name_and_kind(language: str, text: str, name: str, kind: str) -> None:
    assert attrs.astuple(subject(text, language)) == (name, kind, True)


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("The Night Watch is a formation of the marines.", "The Night Watch"),
        ("The Marl Accord is a pact among river towns.", "The Marl Accord"),
        ("The Hague is a city in the west.", "The Hague"),
        ("“The Lanterns” is a song.", "The Lanterns"),
        ("The European Court is an international tribunal.", "European Court"),
        ("An accordion is a musical instrument.", "accordion"),
        ("A Winter's Harbour is a novel in four parts.", "A Winter's Harbour"),
        ('Anna "Nan" Berg was a sailor.', "Nan Berg"),
        ("Anna Berg, better known as Nan the Pilot, was a sailor.", "Nan the Pilot"),
        ("Anna Berg, also known as Nan, was a sailor.", "Anna Berg"),
        ("Charles, Duke of Vallmar (1750–1801) was a general.", "Charles, Duke of Vallmar"),
        ("Anna Berg, President of Norland, is a jurist.", "Anna Berg"),
        ("Bread, Salt and Smoke is a cookbook.", "Bread, Salt and Smoke"),
        ("Harbour: Impossible is a film.", "Harbour: Impossible"),
        ("Vallmar: the capital of Norland since 1911", "Vallmar"),
    ],
)
def test_articles_commas_and_aliases(text: str, name: str) -> None:
    assert subject(text, "en").name == name


@pytest.mark.parametrize(
    ("language", "text", "name"),
    [
        ("de", "Das Weiße Tor ist ein Denkmal.", "Weißes Tor"),
        ("de", "Der Verein Helle Ufer ist eine Umweltorganisation.", "Helle Ufer"),
        ("fr", "La Haye est une ville des Pays-Bas.", "La Haye"),
        ("fr", "L’Union du Nord est une organisation.", "Union du Nord"),
        ("nl", "De Dageraad is een dagblad.", "De Dageraad"),
        ("ar", "يوسف البحري المعروف باسم أبو البحر بحار عماني.", "أبو البحر"),
        ("ja", "「潮の町」は、港を描いた長編小説である。", "潮の町"),
    ],
)
def test_articles_and_quotation_marks_of_other_languages(language: str, text: str, name: str) -> None:
    assert subject(text, language).name == name


def test_a_guess_is_no_name_and_no_kind() -> None:
    assert attrs.astuple(subject("Prices have risen all over Norland", "en")) == ("Prices", "thing", False)


def test_an_english_description_on_a_page_of_another_language() -> None:
    assert attrs.astuple(subject("Vallmar is a city in the north.", "de")) == ("Vallmar", "place", True)


def test_the_kind_of_a_topic_with_a_name_of_its_own() -> None:
    assert kind_of("Vallmar", "A port in the north, founded in 1911.", "en") == "place"
    assert kind_of("Vallmar", "Vallmar is a port in the north.", "en") == "place"
    assert kind_of("The thaw", "Since spring, talks go on.", "en") == "thing"


@pytest.mark.parametrize("unit", ["(", "a, ", "A: ", "“", "X is ", "war ", "一、", "[", "der "])
@pytest.mark.parametrize("language", LANGUAGES)
def test_only_the_head_of_a_long_description_is_read(language: str, unit: str) -> None:
    read = subject(unit * 100_000, language)
    assert 0 < len(read.name) <= 100
