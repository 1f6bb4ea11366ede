"""Deterministic test data: rows as a database returns them, and newsfeed models built from the rows.

A seeded generator makes every word, name and outlet from syllables, so that each run on each machine measures the same bytes.
"""

import random
from datetime import UTC, datetime, timedelta, timezone
from functools import cache
from typing import Final, Literal, NamedTuple

import attrs

from newsfeed import (
    Feed,
    Markup,
    Media,
    Organization,
    Paragraph,
    Person,
    Point,
    Points,
    PressMention,
    Question,
    Section,
    Story,
    Topic,
)

FeedFormat = Literal["rss", "atom"]

BODY_COUNT: Final = 1_000
"""Number of different bodies. Larger feeds repeat them with other ids, titles and dates."""

EXPLAINER_COUNT: Final = 50
"""Number of different explainers, and of different sets of questions."""

SITE: Final = "https://news.example.com/"
START: Final = datetime(2020, 1, 1, 6, 0, tzinfo=timezone(timedelta(hours=1)))
UPDATED: Final = datetime(2021, 1, 1, 6, 0, tzinfo=UTC)

_ONSETS: Final = ("b", "d", "f", "gr", "h", "k", "l", "m", "n", "pr", "r", "s", "st", "t", "tr", "v")
_NUCLEI: Final = ("a", "e", "i", "o", "u", "ea", "ou", "é")
_CODAS: Final = ("", "", "l", "n", "nd", "r", "s", "st")


class Image(NamedTuple):
    """Image of a row; `length` is in bytes, `width` and `height` in pixels."""

    url: str
    type: str
    length: int
    width: int
    height: int


class Row(NamedTuple):
    """One item as a database returns it: the input of every library."""

    id: str
    url: str
    title: str
    summary: str
    html: str
    authors: tuple[str, str]
    categories: tuple[str, ...]
    image: Image
    published: datetime
    updated: datetime


class ShortTexts(NamedTuple):
    """The texts of an item besides its body."""

    title: str
    summary: str
    authors: tuple[str, str]
    categories: tuple[str, ...]


class Words:
    """Seeded source of invented words.

    Args:
        seed: equal seeds produce equal words.
    """

    def __init__(self, seed: int) -> None:
        self._random = random.Random(seed)
        self._vocabulary = [self._word() for _ in range(2_000)]

    def _word(self) -> str:
        # Some words have a non-ASCII letter, as in real articles: it makes their str wider and encoding slower.
        choice = self._random.choice
        return "".join(
            choice(_ONSETS) + choice(_NUCLEI) + choice(_CODAS) for _ in range(choice((1, 1, 1, 1, 2, 2, 2, 3)))
        )

    def words(self, count: int) -> list[str]:
        """Return this many words."""
        return self._random.choices(self._vocabulary, k=count)

    def line(self, count: int) -> str:
        """Return this many words in a line with an initial capital."""
        return " ".join(self.words(count)).capitalize()

    def name(self) -> str:
        """Return a name of two words."""
        return " ".join(self.words(2)).title()


def _paragraph(words: Words, count: int) -> str:
    """Return a paragraph of this many words, with one emphasis, one link and one ampersand."""
    parts = words.words(count)
    parts[3] = f"<em>{parts[3]}</em>"
    parts[9] = f'<a href="{SITE}topic/{parts[9]}?from=body&amp;at=9">{parts[9]}</a>'
    parts[20] += " &amp;"
    return f"<p>{' '.join(parts).capitalize()}.</p>"


def _body(words: Words) -> str:
    """Return about 6 KB of HTML: 750 words in five sections, each with a heading and three paragraphs."""
    parts = []
    for _ in range(5):
        parts.append(f"<h2>{words.line(6)}</h2>")
        parts += [_paragraph(words, 48) for _ in range(3)]
    return "\n".join(parts)


@cache
def bodies() -> tuple[str, ...]:
    """Return all bodies, made once per process."""
    words = Words(2026)
    return tuple(_body(words) for _ in range(BODY_COUNT))


@cache
def short_texts() -> tuple[ShortTexts, ...]:
    """Return the short texts that belong to the bodies, made once per process."""
    words = Words(7)
    return tuple(
        ShortTexts(words.line(8), words.line(24), (words.name(), words.name()), tuple(words.words(5)))
        for _ in range(BODY_COUNT)
    )


def row(number: int) -> Row:
    """Return the item with this number."""
    texts = short_texts()[number % BODY_COUNT]
    published = START + timedelta(minutes=number)
    return Row(
        id=f"{SITE}{number}",
        url=f"{SITE}{number}",
        title=f"{texts.title} {number}",
        summary=texts.summary,
        html=bodies()[number % BODY_COUNT],
        authors=texts.authors,
        categories=tuple(f"{category}-{index}" for index, category in enumerate(texts.categories)),
        image=Image(f"{SITE}images/{number}.jpg", "image/jpeg", 48_000 + number % 999, 1200, 800),
        published=published,
        updated=published + timedelta(hours=2),
    )


def story(item: Row) -> Story:
    """Return the newsfeed model of a row."""
    return Story(
        id=item.id,
        url=item.url,
        headline=item.title,
        summary=item.summary,
        sections=(Section(blocks=(Markup(item.html),)),),
        authors=tuple([Person(name=name) for name in item.authors]),
        keywords=item.categories,
        media=(
            Media(
                url=item.image.url,
                type=item.image.type,
                length=item.image.length,
                width=item.image.width,
                height=item.image.height,
            ),
        ),
        published=item.published,
        updated=item.updated,
    )


@cache
def faq(seed: int) -> tuple[tuple[str, str], ...]:
    """Return four questions, each with its answer."""
    words = Words(seed)
    return tuple((f"{words.line(8)}?", f"{words.line(40)}.") for _ in range(4))


def questions(item: Row) -> tuple[tuple[str, str], ...]:
    """Return the questions and answers of a row."""
    return faq(item.image.length % EXPLAINER_COUNT)


def story_with_faq(item: Row) -> Story:
    """Return the newsfeed model of a row with its questions and answers."""
    return attrs.evolve(
        story(item), questions=tuple(Question(text=text, answer=answer) for text, answer in questions(item))
    )


def feed(stories: tuple[Story, ...] = ()) -> Feed:
    """Return a feed of these stories."""
    return Feed(
        title="The Harbour Desk",
        url=SITE,
        feed_url=f"{SITE}feed",
        description="What is behind the news.",
        language="en",
        updated=UPDATED,
        stories=stories,
    )


def explainer(number: int) -> Story:
    """Return a structured explainer: 5 sections, 3 press mentions, 4 questions, 6 topics. Its body must be rendered."""
    words = Words(number % EXPLAINER_COUNT)
    return Story(
        id=f"{SITE}explained/{number}",
        url=f"{SITE}explained/{number}",
        headline=words.line(9),
        summary=words.line(40),
        sections=tuple(_section(words, index) for index in range(5)),
        press=tuple(_press_mention(words, index) for index in range(3)),
        questions=tuple(Question(text=f"{words.line(8)}?", answer=f"{words.line(40)}.") for _ in range(4)),
        topics=tuple(Topic(name=words.name(), description=words.line(12)) for _ in range(6)),
        authors=(Person(name=words.name()), Person(name=words.name())),
        published=START + timedelta(minutes=number),
        updated=START + timedelta(minutes=number + 120),
    )


def _section(words: Words, index: int) -> Section:
    if index == 0:
        points = tuple(Point(label=words.line(2), text=f"{words.line(24)}.") for _ in range(4))
        return Section(kind="analysis", heading=words.line(4), blocks=(Points(points=points),))
    paragraphs = tuple(Paragraph(text=f"{words.line(44)}.") for _ in range(2))
    return Section(kind="background" if index == 1 else "other", heading=words.line(5), blocks=paragraphs)


def _press_mention(words: Words, index: int) -> PressMention:
    outlet = Organization(name=f"The {words.name()} Courier", url=f"https://courier{index}.example.org/")
    quote = words.line(6).lower()
    return PressMention(
        outlet=outlet, text=f"{outlet.name} calls it '{quote}'.", quotes=(quote,), url=f"{outlet.url}{index}"
    )
