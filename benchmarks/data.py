"""Deterministic data: rows such as a database gives, and the models that newsfeed makes of them.

Every word, name and outlet is made from syllables by a seeded generator, so each run and each machine measures the same bytes.
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

BODIES: Final = 1_000
"""How many different bodies there are; the items of a larger feed repeat them, with ids, titles and dates of their own."""

SITE: Final = "https://news.example.com/"
START: Final = datetime(2020, 1, 1, 6, 0, tzinfo=timezone(timedelta(hours=1)))
UPDATED: Final = datetime(2021, 1, 1, 6, 0, tzinfo=UTC)

_ONSETS: Final = ("b", "d", "f", "gr", "h", "k", "l", "m", "n", "pr", "r", "s", "st", "t", "tr", "v")
_CORES: Final = ("a", "e", "i", "o", "u", "ea", "ou", "é")
_CODAS: Final = ("", "", "l", "n", "nd", "r", "s", "st")


class Image(NamedTuple):
    """An image as a database has it."""

    url: str
    type: str
    length: int
    width: int
    height: int


class Row(NamedTuple):
    """One item as a database has it: what every library is given."""

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


class Words:
    """A seeded source of invented words.

    Args:
        seed: equal seeds give equal words.
    """

    def __init__(self, seed: int) -> None:
        self._random = random.Random(seed)
        self._known = [self._word() for _ in range(2_000)]

    def _word(self) -> str:
        # some words have a letter outside ASCII, as those of real bodies do: it makes their str wider and encoding slower
        choice = self._random.choice
        return "".join(
            choice(_ONSETS) + choice(_CORES) + choice(_CODAS) for _ in range(choice((1, 1, 1, 1, 2, 2, 2, 3)))
        )

    def some(self, count: int) -> list[str]:
        """Give this many words."""
        return self._random.choices(self._known, k=count)

    def line(self, count: int) -> str:
        """Give a line of this many words, the first with a capital."""
        return " ".join(self.some(count)).capitalize()

    def name(self) -> str:
        """Give a name of two words."""
        return " ".join(self.some(2)).title()


def _paragraph(words: Words, count: int) -> str:
    """Give a paragraph with one emphasis, one link and one ampersand among its words."""
    found = words.some(count)
    found[3] = f"<em>{found[3]}</em>"
    found[9] = f'<a href="{SITE}topic/{found[9]}?from=body&amp;at=9">{found[9]}</a>'
    found[20] += " &amp;"
    return f"<p>{' '.join(found).capitalize()}.</p>"


def _body(words: Words) -> str:
    """Give about 6 KB of HTML: five sections of a heading and three paragraphs, 750 words."""
    parts = []
    for _ in range(5):
        parts.append(f"<h2>{words.line(6)}</h2>")
        parts += [_paragraph(words, 48) for _ in range(3)]
    return "\n".join(parts)


@cache
def bodies() -> tuple[str, ...]:
    """Give the bodies, made once a process."""
    words = Words(2026)
    return tuple(_body(words) for _ in range(BODIES))


@cache
def small_texts() -> tuple[tuple[str, str, tuple[str, str], tuple[str, ...]], ...]:
    """Give titles, summaries, pairs of authors and fives of categories, made once a process."""
    words = Words(7)
    return tuple(
        (words.line(8), words.line(24), (words.name(), words.name()), tuple(words.some(5))) for _ in range(BODIES)
    )


def row(number: int) -> Row:
    """Give the item of this number."""
    title, summary, authors, categories = small_texts()[number % BODIES]
    published = START + timedelta(minutes=number)
    return Row(
        id=f"{SITE}{number}",
        url=f"{SITE}{number}",
        title=f"{title} {number}",
        summary=summary,
        html=bodies()[number % BODIES],
        authors=authors,
        categories=tuple(f"{category}-{place}" for place, category in enumerate(categories)),
        image=Image(f"{SITE}images/{number}.jpg", "image/jpeg", 48_000 + number % 999, 1200, 800),
        published=published,
        updated=published + timedelta(hours=2),
    )


def story(item: Row) -> Story:
    """Give newsfeed's model of a row."""
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
def faq(number: int) -> tuple[tuple[str, str], ...]:
    """Give four questions with their answers."""
    words = Words(number)
    return tuple((f"{words.line(8)}?", f"{words.line(40)}.") for _ in range(4))


def questions(item: Row) -> tuple[tuple[str, str], ...]:
    """Give the questions and answers of an item, of which fifty sets differ."""
    return faq(item.image.length % 50)


def story_with_faq(item: Row) -> Story:
    """Give newsfeed's model of a row with its questions and answers."""
    return attrs.evolve(
        story(item), questions=tuple(Question(text=text, answer=answer) for text, answer in questions(item))
    )


def feed(stories: tuple[Story, ...] = ()) -> Feed:
    """Give the feed of these stories."""
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
    """Give a structured explainer story: 5 sections, 3 press mentions, 4 questions, 6 topics; its body must be rendered."""
    words = Words(number % 50)
    return Story(
        id=f"{SITE}explained/{number}",
        url=f"{SITE}explained/{number}",
        headline=words.line(9),
        summary=words.line(40),
        sections=tuple(_section(words, place) for place in range(5)),
        press=tuple(_mention(words, place) for place in range(3)),
        questions=tuple(Question(text=f"{words.line(8)}?", answer=f"{words.line(40)}.") for _ in range(4)),
        topics=tuple(Topic(name=words.name(), description=words.line(12)) for _ in range(6)),
        authors=(Person(name=words.name()), Person(name=words.name())),
        published=START + timedelta(minutes=number),
        updated=START + timedelta(minutes=number + 120),
    )


def _section(words: Words, place: int) -> Section:
    if place == 0:
        points = tuple(Point(label=words.line(2), text=f"{words.line(24)}.") for _ in range(4))
        return Section(kind="analysis", heading=words.line(4), blocks=(Points(points=points),))
    paragraphs = tuple(Paragraph(text=f"{words.line(44)}.") for _ in range(2))
    return Section(kind="background" if place == 1 else "other", heading=words.line(5), blocks=paragraphs)


def _mention(words: Words, place: int) -> PressMention:
    outlet = Organization(name=f"The {words.name()} Courier", url=f"https://courier{place}.example.org/")
    quote = words.line(6).lower()
    return PressMention(
        outlet=outlet, text=f"{outlet.name} calls it '{quote}'.", quotes=(quote,), url=f"{outlet.url}{place}"
    )
