"""Deterministic test data: rows as a database returns them, and newsfeed models built from the rows.

A seeded generator makes every word, name and outlet from syllables, so that each run on each machine measures the same bytes.
"""

import random
from collections.abc import Callable, Mapping
from datetime import UTC, datetime, timedelta, timezone
from functools import cache
from typing import Final, Literal, NamedTuple
from urllib.parse import quote

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

FeedFormat = Literal["rss", "atom", "jsonfeed"]

BODY_COUNT: Final = 1_000
"""Number of different bodies of a kind. Larger feeds repeat them with other ids, titles and dates."""

EXPLAINER_COUNT: Final = 50
"""Number of different explainers, and of different sets of questions."""

SITE: Final = "https://news.example.com/"
START: Final = datetime(2020, 1, 1, 6, 0, tzinfo=timezone(timedelta(hours=1)))
UPDATED: Final = datetime(2021, 1, 1, 6, 0, tzinfo=UTC)


class Script(NamedTuple):
    """The characters of invented words.

    Attributes:
        onsets, nuclei, codas: the parts of a syllable.
        syllables: numbers of syllables of a word; a number that is there twice is twice as likely.
        space: what separates words.
        quotes: the quotation marks around a word of each paragraph.
        paragraph: number of words of a paragraph, so that bodies have about the same number of bytes in all scripts.
    """

    onsets: tuple[str, ...]
    nuclei: tuple[str, ...]
    codas: tuple[str, ...]
    syllables: tuple[int, ...] = (1, 1, 1, 1, 2, 2, 2, 3)
    space: str = " "
    quotes: tuple[str, str] = ("“", "”")
    paragraph: int = 48


_LATIN_ONSETS: Final = ("b", "d", "f", "gr", "h", "k", "l", "m", "n", "pr", "r", "s", "st", "t", "tr", "v")
_LATIN_CODAS: Final = ("", "", "l", "n", "nd", "r", "s", "st")

SCRIPTS: Final = {
    "ASCII": Script(_LATIN_ONSETS, ("a", "e", "i", "o", "u", "ea", "ou", "ai"), _LATIN_CODAS, quotes=("'", "'")),
    # A str with a character beyond U+00FF takes two bytes for each character, and other code paths than Latin-1.
    "Latin": Script(_LATIN_ONSETS, ("a", "e", "i", "o", "u", "ea", "é", "ő"), _LATIN_CODAS),
    "Japanese": Script(
        ("", "港", "橋", "市", "東", "海", "新", "会"), ("か", "の", "と", "し", "ア", "ル", "議", "日"),
        ("", "", "ん", "町"), space="", quotes=("「", "」"), paragraph=26,
    ),
    "Arabic": Script(
        ("ب", "ت", "ج", "د", "ر", "س", "ع", "ف", "ق", "ك", "ل", "م", "ن"), ("ا", "و", "ي", "ة"), ("", "ل", "ن", "ر"),
        quotes=("«", "»"), paragraph=33,
    ),
}  # fmt: skip

IdKind = Literal["address", "tag:", "urn:uuid:"]


class Kind(NamedTuple):
    """A kind of item.

    Attributes:
        script: one of `SCRIPTS`.
        size: of title, summary and body together.
        ids: the kind of ids; an address equals that of the item.
    """

    script: str = "Latin"
    size: Literal["6 KB", "0.6 KB"] = "6 KB"
    ids: IdKind = "address"

    def __str__(self) -> str:
        return f"{self.script}, {self.size}, {self.ids}"


DEFAULT_KIND: Final = Kind()
KINDS: Final = (
    Kind("ASCII", "6 KB", "address"),
    Kind("Latin", "6 KB", "tag:"),
    Kind("Japanese", "6 KB", "urn:uuid:"),
    Kind("Arabic", "6 KB", "address"),
    Kind("ASCII", "0.6 KB", "address"),
    Kind("ASCII", "0.6 KB", "urn:uuid:"),
    Kind("Latin", "0.6 KB", "tag:"),
    Kind("Japanese", "0.6 KB", "urn:uuid:"),
    Kind("Arabic", "0.6 KB", "tag:"),
)
"""The kinds of items that libraries are compared with, besides the default kind."""


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

    @property
    def has_permalink(self) -> bool:
        """Whether the id is the address."""
        return self.id == self.url


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
        script: the script of the words.
    """

    def __init__(self, seed: int, script: Script = SCRIPTS["Latin"]) -> None:
        self._random = random.Random(seed)
        self.script = script
        self._vocabulary = [self._word() for _ in range(2_000)]

    def _word(self) -> str:
        choice, script = self._random.choice, self.script
        return "".join(
            choice(script.onsets) + choice(script.nuclei) + choice(script.codas)
            for _ in range(choice(script.syllables))
        )

    def words(self, count: int) -> list[str]:
        """Return this many words."""
        return self._random.choices(self._vocabulary, k=count)

    def join(self, words: list[str]) -> str:
        """Return words as a line with an initial capital."""
        return self.script.space.join(words).capitalize()

    def line(self, count: int) -> str:
        """Return this many words in a line with an initial capital."""
        return self.join(self.words(count))

    def name(self) -> str:
        """Return a name of two words."""
        return " ".join(self.words(2)).title()


def _paragraph(words: Words, count: int) -> str:
    """Return a paragraph of this many words, with one emphasis, one quotation, one link and one ampersand."""
    parts = words.words(count)
    parts[3] = f"<em>{parts[3]}</em>"
    parts[5] = parts[5].join(words.script.quotes)
    topic = quote(parts[9])
    parts[9] = f'<a href="{SITE}topic/{topic}?from=body&amp;at=9">{parts[9]}</a>'
    parts[20] += " &amp;"
    return f"<p>{words.join(parts)}.</p>"


def _body(words: Words, size: str) -> str:
    """Return some HTML: five sections, each with a heading and three paragraphs, in Latin 750 words; or one paragraph."""
    count = words.script.paragraph
    if size != "6 KB":
        return _paragraph(words, max(count - 10, 21))
    parts = []
    for _ in range(5):
        parts.append(f"<h2>{words.line(6)}</h2>")
        parts += [_paragraph(words, count) for _ in range(3)]
    return "\n".join(parts)


@cache
def bodies(script: str = DEFAULT_KIND.script, size: str = DEFAULT_KIND.size) -> tuple[str, ...]:
    """Return all bodies of a kind, made once per process."""
    words = Words(2026, SCRIPTS[script])
    return tuple(_body(words, size) for _ in range(BODY_COUNT))


@cache
def short_texts(script: str = DEFAULT_KIND.script) -> tuple[ShortTexts, ...]:
    """Return the short texts that belong to the bodies, made once per process."""
    words = Words(7, SCRIPTS[script])
    return tuple(
        ShortTexts(words.line(8), words.line(24), (words.name(), words.name()), tuple(words.words(5)))
        for _ in range(BODY_COUNT)
    )


_IDS: Final[Mapping[IdKind, Callable[[int], str]]] = {
    "address": lambda number: f"{SITE}{number}",
    "tag:": lambda number: f"tag:news.example.com,2020:story/{number}",
    "urn:uuid:": lambda number: f"urn:uuid:5f3c1f6e-5b0a-4d5c-9a53-{number:012x}",
}


def row(number: int, kind: Kind = DEFAULT_KIND) -> Row:
    """Return the item of a kind with this number."""
    texts = short_texts(kind.script)[number % BODY_COUNT]
    published = START + timedelta(minutes=number)
    return Row(
        id=_IDS[kind.ids](number),
        url=f"{SITE}{number}",
        title=f"{texts.title} {number}",
        summary=texts.summary,
        html=bodies(kind.script, kind.size)[number % BODY_COUNT],
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
