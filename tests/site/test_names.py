"""Names of the pages of stories: readable, safe, and the same in each build."""

from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from newsfeed import Story
from newsfeed.site.names import page_names

_UNSAFE = '/\\:*?"<>|\0 '


def _story(identifier: str, url: str | None = None, day: int = 1) -> Story:
    return Story(id=identifier, url=url, headline="Gates", published=datetime(2026, 1, day, tzinfo=UTC))


@pytest.mark.parametrize(
    ("identifier", "url", "name"),
    [
        ("a", "https://news.example.com/explainers/tide-gates", "tide-gates"),
        ("a", "https://news.example.com/explainers/tide-gates.html?utm=1#top", "tide-gates"),
        ("a", "https://news.example.com/explainers/tide-gates/", "tide-gates"),
        ("https://news.example.com/4711", None, "4711"),
        ("tag:news.example.com,2026:tide", None, "news.example.com-2026-tide"),
        ("urn:uuid:0b6c", "https://news.example.com/", "uuid-0b6c"),
        ("a", "https://news.example.com/%D8%AD%D8%B5%D8%A7%D8%AF-%D8%A7%D9%84%D9%85%D8%B7%D8%B1", "حصاد-المطر"),
        ("a", "https://news.example.com/傘の話", "傘の話"),
        ("a", "https://news.example.com/..%2F..%2Fetc%2Fpasswd", "passwd"),
        ("a", "https://news.example.com/a%20b/c:d*e?x", "c-d-e"),
        ("..", None, "story"),
        ("...", "https://news.example.com/.hidden", "hidden"),
    ],
)
def test_a_name_is_the_last_part_of_the_address(identifier: str, url: str | None, name: str) -> None:
    assert page_names([_story(identifier, url)]) == {identifier: name}


def test_the_story_published_first_keeps_the_name() -> None:
    older = _story("b", "https://news.example.com/2026/gates", day=1)
    newer = _story("a", "https://news.example.com/2027/Gates", day=2)
    names = page_names([newer, older])
    assert names["b"] == "gates"
    assert names["a"].startswith("Gates-")
    assert page_names([older])["b"] == names["b"]
    assert page_names([older, newer]) == names


@pytest.mark.parametrize("name", ["CON", "nul", "com1", "index", "aux.2026"])
def test_names_with_a_meaning_elsewhere_get_a_digest(name: str) -> None:
    assert page_names([_story(name)])[name].startswith(f"{name}-")


def test_a_long_name_is_cut() -> None:
    name = page_names([_story("a", f"https://news.example.com/{'傘' * 400}")])["a"]
    assert 100 < len(name.encode()) <= 120


@given(st.lists(st.text(min_size=1, max_size=12).filter(str.isprintable), max_size=8, unique=True))
def test_names_are_unique_and_plain(parts: list[str]) -> None:
    start = datetime(2026, 1, 1, tzinfo=UTC)
    stories = []
    for index, part in enumerate(parts):
        try:
            stories.append(Story(id=f"x:{part}", headline="x", published=start + timedelta(days=index)))
        except ValueError:
            continue
    names = page_names(stories)
    assert len({name.casefold() for name in names.values()}) == len(names) == len({story.id for story in stories})
    for name in names.values():
        assert name[:1] not in ("", "-", ".")
        assert not set(name) & set(_UNSAFE)
