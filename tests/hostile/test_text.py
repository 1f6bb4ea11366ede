"""Pages with paragraphs that consist of marks, which take linear time in every part, and stories of nothing but syntax."""

from time import process_time
from typing import Final

import pytest

import nasty_text
import newsfeed
from hostile.alarm import at_most
from newsfeed.pages.page_story import as_page_story

PARTS: Final = {
    "lead": "Words {}\nGo deeper\n- Why?",
    "summary": "What's happened\nWords {}",
    "section": "How we got here\nWords {}",
    "heading": "How we got here\nIt rains.\n# Words {}",
    "item": "How we got here\n- Words {}",
    "labeled item": "How we got here\n- Label: words {}\n- **Label:** {}",
    "quotation": "How we got here\n> Words {}\n> — {}",
    "image": "How we got here\n![{}](https://e.example/i.png) Words {}",
    "prompt": "Go deeper\n- Words {}",
    "question": "Common questions\n- Words {}",
    "answer": "Common questions\n-\nWhy?\nWords {}",
    "topic": "More on these topics\n-\nVallmar\nWords {}",
    "topic without name": "More on these topics\n- Words {}",
    "correction": "Corrections\n- 2026-01-02T03:04:05Z: Words {}",
}

MARKS: Final = (
    *(".", "-", "*", "_", "[", "]", "\\", "`", "<", "&", "!", "(", ":", "?", "#", ">", '"', "…", " "),
    *("* ", "a*", "*a ", "_a ", "a_b*", "**a ", "[a](", "](", "![", "a. ", "\\*", "<a:", "&#", "`a ``", "[a](b) "),
)
"""Text that is repeated: marks alone, and marks where they may open or close something."""

COUNT: Final = 20_000


def _page(part: str, mark: str, count: int) -> str:
    return PARTS[part].replace("{}", mark * count)


def _read(page: str) -> float:
    """Return the time that a page takes to be read, in seconds."""
    start = process_time()
    with at_most(10):
        newsfeed.loads(page, "text", defaults={"id": "urn:x:1", "headline": "H"})
    return process_time() - start


def _limit() -> float:
    """Return 0.2 s, or more on a slow machine: the time of two million steps."""
    start = process_time()
    for number in range(1_000_000):
        str(number & 7)
    return max(0.2, 2 * (process_time() - start))


@pytest.mark.slow
@pytest.mark.parametrize("part", PARTS)
def test_a_paragraph_of_marks_is_read_in_linear_time(part: str) -> None:
    for mark in MARKS:
        page = _page(part, mark, COUNT)
        # Quadratic time would be that of 400 million steps.
        elapsed = _read(page)
        assert elapsed < 0.2 or min(elapsed, _read(page)) < _limit(), mark


@pytest.mark.parametrize("mark", MARKS)
def test_a_paragraph_of_marks_is_written_and_read_back(mark: str) -> None:
    text = f"Words {mark * 3000}."
    story = newsfeed.Story(id="urn:x:1", headline="H", summary=text)
    with at_most(10):
        data = newsfeed.dumps(story, "text")
        assert newsfeed.loads_story(data, "text") == story


def test_dense_markup_is_written_as_text() -> None:
    markup = newsfeed.RichText("<em>a</em> " * COUNT)
    with at_most(10):
        data = newsfeed.dumps(newsfeed.Story(id="urn:x:1", headline="H", summary=markup), "text")
        assert newsfeed.loads_story(data, "text").summary == ("a " * COUNT).strip()


def test_deep_markup_is_written_as_text() -> None:
    markup = newsfeed.RichText("<em>" * COUNT + "a" + "</em>" * COUNT)
    with at_most(10):
        data = newsfeed.dumps(newsfeed.Story(id="urn:x:1", headline="H", summary=markup), "text")
        assert newsfeed.loads_story(data, "text").summary == "a"


@pytest.mark.battery
@pytest.mark.parametrize("seed", range(100, 130))
def test_thousands_of_stories_are_read_back(seed: int) -> None:
    stories = nasty_text.RandomStories(seed)
    for _ in range(200):
        story = stories.story()
        data = newsfeed.dumps(story, "text")
        page_story = newsfeed.loads_story(data, "text")
        assert page_story == as_page_story(story)
        assert newsfeed.dumps(page_story, "text") == data
