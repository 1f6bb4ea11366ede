"""Comparison of a page about a hostile text with the same page about a harmless one."""

import json
from html import unescape
from itertools import zip_longest
from typing import Any, Final

import attrs
import html5lib

from newsfeed.model import (
    Correction,
    Feed,
    Image,
    Link,
    List,
    LiveUpdate,
    Media,
    Organization,
    Paragraph,
    Person,
    Point,
    Points,
    PressMention,
    Question,
    Quotation,
    Rights,
    Section,
    Story,
    Topic,
)

HARMLESS: Final = "Tide"
"""The text in place of a payload on the page that others are compared with."""

_HTML: Final = "{http://www.w3.org/1999/xhtml}"
_ADDRESS: Final = "https://news.example.com/a.png"


def story_of(text: str) -> Story:
    """Return a story with a text in every field for text that pages show or describe."""
    return Story(
        id="tag:news.example.com,2026:1",
        url="https://news.example.com/1",
        headline=text,
        summary=text,
        sections=(
            Section(
                heading=text,
                blocks=(
                    Paragraph(text=text),
                    List(items=(text,)),
                    Points(points=(Point(label=text, text=text),)),
                    Quotation(text=text, attribution=text),
                    Image(url=_ADDRESS, alt=text, caption=text),
                ),
            ),
        ),
        press=(PressMention(outlet=Organization(name=text), text=text, quotes=(text,), context=text),),
        questions=(Question(text=text, answer=text), Question(text="Why?", answer=(Paragraph(text=text),))),
        prompts=(Question(text=text),),
        topics=(Topic(name=text, kind="person", description=text),),
        authors=(Person(name=text, job_title=text),),
        publisher=Organization(name=text),
        language="en",
        published="2026-03-01T08:30:00Z",
        keywords=(text,),
        media=(Media(url=_ADDRESS, type="image/png", title=text, alt=text, caption=text, credit=text),),
        links=(Link(url="https://news.example.com/more", title=text),),
        rights=Rights(notice=text),
        corrections=(Correction(text=text),),
        byline=text,
        dateline=text,
        kind="live",
        updates=(LiveUpdate(headline=text, body=text, published="2026-03-01T12:00:00Z"),),
    )


def feed_of(text: str) -> Feed:
    """Return a feed of such a story with the text in its own fields."""
    return Feed(
        title=text,
        url="https://news.example.com/",
        description=text,
        language="en",
        authors=(Person(name=text),),
        publisher=Organization(name=text),
        rights=Rights(notice=text),
        keywords=(text,),
        updated="2026-03-01T08:30:00Z",
        stories=(story_of(text),),
    )


@attrs.frozen
class Markup:
    """What a page consists of.

    Attributes:
        shape: the name of each element and the names of its attributes, in order.
        scripts: the JSON of each script element, or its text if it is no JSON.
    """

    shape: list[tuple[str, tuple[str, ...]]]
    scripts: list[Any]

    @property
    def names(self) -> set[str]:
        """The names of its elements and of their attributes."""
        return {name for name, _ in self.shape} | {name for _, names in self.shape for name in names}


def markup_of(page: str) -> Markup:
    """Return what a browser makes of a page."""
    elements = [element for element in html5lib.parse(page).iter() if isinstance(element.tag, str)]
    shape = [(element.tag, tuple(sorted(map(str, element.attrib)))) for element in elements]
    scripts = [_parsed(element.text or "") for element in elements if element.tag == f"{_HTML}script"]
    return Markup(shape, scripts)


def _parsed(text: str) -> Any:
    try:
        return json.loads(text)
    except ValueError:
        return text


def differences(harmless: Any, hostile: Any, text: str, path: str = "") -> list[str]:
    """Return the paths in JSON of values other than the harmless ones with the hostile text in place of the harmless one.

    Args:
        harmless: JSON about `HARMLESS`.
        hostile: JSON about the text.
        text: the hostile text.
        path: where the values are.
    """
    if isinstance(harmless, dict) and isinstance(hostile, dict) and harmless.keys() == hostile.keys():
        return [name for key in harmless for name in differences(harmless[key], hostile[key], text, f"{path}/{key}")]
    if isinstance(harmless, list) and isinstance(hostile, list) and len(harmless) == len(hostile):
        pairs = enumerate(zip(harmless, hostile, strict=True))
        return [name for index, pair in pairs for name in differences(*pair, text, f"{path}/{index}")]
    if isinstance(harmless, str) and isinstance(hostile, str) and HARMLESS in harmless:
        # The answer to a question is HTML.
        forms = [harmless.replace(HARMLESS, text), unescape(harmless).replace(HARMLESS, text)]
        return [] if hostile in forms or unescape(hostile) in forms else [f"{path}: {hostile!r}"]
    return [] if harmless == hostile else [f"{path}: {hostile!r} for {harmless!r}"]


def breakouts(harmless: Markup, hostile: Markup, text: str) -> list[str]:
    """Return how a page about a hostile text differs from that about a harmless one, other than in the text."""
    pairs = zip_longest(harmless.shape, hostile.shape)
    if others := [f"{pair[1]} for {pair[0]}" for pair in pairs if pair[0] != pair[1]]:
        return others[:3]
    return differences(harmless.scripts, hostile.scripts, text)
