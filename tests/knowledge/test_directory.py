"""Tests of the directory of outlets."""

import pytest

from newsfeed.knowledge.directory import Directory, bundled
from newsfeed.knowledge.outlet import Outlet


@pytest.mark.parametrize(
    "name",
    ["Reuters", "The Guardian", "Ars Technica", "Middle East Eye", "TechCrunch", "CoinDesk", "Gazzetta dello Sport",
     "Frankfurter Allgemeine Zeitung", "Libération", "El País", "De Volkskrant", "Folha de S.Paulo", "الشرق الأوسط",
     "ידיעות אחרונות", "朝日新聞", "Novaya Gazeta", "Yonhap", "Caixin", "O Estado de S. Paulo", "Inside Climate News"],
)  # fmt: skip
def test_known_outlets(name: str) -> None:
    spelling = bundled().lookup(name)
    assert spelling is not None
    assert spelling.text.casefold() in (name.casefold(), f"the {name}".casefold())


def test_aliases_lead_to_their_outlet() -> None:
    spelling = bundled().lookup("FAZ")
    assert spelling is not None
    assert spelling.outlet.name == "Frankfurter Allgemeine Zeitung"


def test_articles_belong_to_a_name_or_not() -> None:
    guardian, times = bundled().lookup("The Guardian"), bundled().lookup("Financial Times")
    assert guardian is not None
    assert guardian.article == "the"
    assert times is not None
    assert times.article == ""


def test_ordinary_words_are_ambiguous() -> None:
    spelling = bundled().lookup("Time")
    assert spelling is not None
    assert spelling.is_ambiguous


def test_unknown_names_are_not_found() -> None:
    assert bundled().lookup("The Harbour Gazette of Nowhere") is None


def test_outlets_of_a_house_take_precedence() -> None:
    directory = bundled().extended([Outlet("Time", "https://time.example.com/", is_listed=True)])
    spelling = directory.lookup("Time")
    assert spelling is not None
    assert not spelling.is_ambiguous
    assert spelling.outlet.url == "https://time.example.com/"


def test_a_directory_without_further_outlets_is_itself() -> None:
    directory = Directory([("The Marl Lamp", "The Marl Lamp")])
    assert directory.extended([]) is directory


def test_longer_names_come_first() -> None:
    directory = Directory([("The Times", "The Times"), ("The Times of Marl", "The Times of Marl")])
    assert [spelling.text for spelling in directory.starting_with("times")] == ["The Times of Marl", "The Times"]
