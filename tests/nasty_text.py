"""Hypothesis strategies for text that looks like the syntax of a page, and for stories that consist of it."""

import random
from collections.abc import Callable
from datetime import UTC, datetime
from typing import Any, TypeVar

from hypothesis import strategies as st

import strategies
from newsfeed import model
from newsfeed.headings import PARTS, by_language
from newsfeed.model.rich_text import RichText
from newsfeed.values.escaping import escape

T = TypeVar("T")

_HEADINGS = tuple(
    spelling for headings in by_language().values() for part in PARTS for spelling in getattr(headings, part)
)
_PIECES = (
    *("\\", "\\\\", "*", "**", "***", "_", "__", "`", "``", "#", "# ", "## ", ">", "> ", "- ", "-", "– ", "—", "• ", "1. "),
    *("+++", "---", "===", "***", "* * *", "[", "]", "](", "[x](https://e.example/)", "![a](https://e.example/i.png)", "!"),
    *("<https://e.example/>", "<", ">", "&", "&amp;", "&#42;", "&nbsp;", ":", "：", ": ", "Q: ", "A: ", "Q. ", "?", "? ", "؟ "),
    *(" ", "  ", "\t", "\n", "\n\n", "\n\n\n", "\u00a0", "\u2003", "\u200b", "\u200f", "\u200e", "\ufeff", "\u2028", "\x85"),
    *("Label: text", "Short heading", "Key dates:", "the end.", "The end.", "Yes", "Why is it so?", "snake_case", "5 * 3"),
    *("According to The Times, it is.", "The paper adds more.", "Reuters: says so", "“said”", "'so'", '"quoted"', "— Name"),
    *("2024-01-01T00:00:00Z: fixed", "Vallmar is a city.", "Anna Berg", "خبر", "שלום", "東京。", "é", "€", "x", "."),
)  # fmt: skip

PROSE = (
    "The council has voted to build a barrier across the mouth of the river.",
    "“Nobody wants to wait”, the mayor said; others do (for now) – and pay 5 % more.",
    "It rains. It has rained for days, in snake_case weather, at 5 * 3 degrees & falling.",
)
"""Ordinary text: none of it needs an escape."""


def lines() -> st.SearchStrategy[str]:
    """Generate short texts of pieces of syntax; a heading of any language is among them."""
    piece = st.sampled_from(_PIECES) | st.sampled_from(_HEADINGS) | st.sampled_from(PROSE)
    return st.lists(piece, max_size=5).map("".join) | piece


def filled() -> st.SearchStrategy[str]:
    """Generate such texts that are not blank."""
    return lines().filter(lambda text: bool(text.strip(" \t\r\n")))


def texts() -> st.SearchStrategy[str]:
    """Generate such texts with one paragraph or several."""
    return lines() | st.lists(lines(), max_size=3).map("\n\n".join)


def rich_texts() -> st.SearchStrategy[RichText]:
    """Generate nested markup around such texts, with all of the elements, and often with those of Markdown."""
    characters = lines().map(escape)

    def wrapped(content: st.SearchStrategy[str]) -> st.SearchStrategy[str]:
        name = st.sampled_from(("em", "strong", "em", "strong", "code", "sub", "q"))
        element = st.builds(lambda name, inner: f"<{name}>{inner}</{name}>", name, content)
        address = st.sampled_from(
            ("https://e.example/a_(b)?c=1&amp;copy;=*", "mailto:a@e.example", "https://e.example/")
        )
        title = st.sampled_from(("", ' title="a &quot;b&quot; *c* \\ &amp;amp;"'))
        link = st.builds(lambda href, title, inner: f'<a href="{href}"{title}>{inner}</a>', address, title, content)
        autolink = st.just('<a href="https://e.example/">https://e.example/</a>')
        return st.lists(element | link | autolink | st.just("<br/>") | content, min_size=1, max_size=3).map("".join)

    return st.recursive(characters, wrapped, max_leaves=6).map(RichText)


def any_texts() -> st.SearchStrategy[str | RichText]:
    """Generate plain and rich texts."""
    return texts() | rich_texts()


def _some(items: st.SearchStrategy[Any], max_size: int = 3) -> st.SearchStrategy[list[Any]]:
    return st.lists(items, max_size=max_size)


def blocks() -> st.SearchStrategy[model.Block]:
    """Generate blocks of every type but HTML."""
    point = st.builds(model.Point, label=lines(), text=any_texts())
    url = st.sampled_from(("https://e.example/i.png", "https://e.example/a_(b).png", "urn:x:y"))
    return st.one_of(
        st.builds(model.Paragraph, text=any_texts()),
        st.builds(model.Points, points=_some(point)),
        st.builds(model.List, items=_some(any_texts()), ordered=st.booleans()),
        st.builds(model.Quotation, text=any_texts(), attribution=lines(), url=st.none() | url),
        st.builds(model.Image, url=url, alt=lines(), caption=any_texts()),
    )


def sections() -> st.SearchStrategy[model.Section]:
    """Generate sections of every kind."""
    kinds = st.sampled_from(("analysis", "background", "press", "other"))
    return st.builds(model.Section, kind=kinds, heading=lines() | st.just(""), blocks=_some(blocks()))


def mentions() -> st.SearchStrategy[model.PressMention]:
    """Generate press mentions, with outlets that are known and others."""
    names = st.sampled_from(("The Times", "Reuters", "the times", "Vallmar Herald", "Le Monde", "x")) | filled()
    return st.builds(
        model.PressMention,
        outlet=names.map(lambda name: model.Organization(name=name)),
        text=any_texts(),
        quotes=st.just(()) | _some(filled(), 2),
        context=any_texts() | st.just("") | st.sampled_from(PROSE),
        url=st.none() | st.just("https://e.example/1"),
    )


def stories() -> st.SearchStrategy[model.Story]:
    """Generate stories of such text."""
    url = st.none() | st.just("https://e.example/q")
    kinds = st.sampled_from(("person", "place", "thing", "event"))
    topic = st.builds(model.Topic, name=filled(), kind=kinds, description=texts(), url=url)
    correction = st.builds(model.Correction, text=any_texts(), published=st.none() | strategies.dates())
    return st.builds(
        model.Story,
        id=st.just("urn:x:1"),
        headline=lines(),
        summary=any_texts(),
        sections=_some(sections()),
        press=_some(mentions()),
        prompts=_some(st.builds(model.Question, text=filled(), url=url)),
        questions=_some(st.builds(model.Question, text=filled(), answer=any_texts() | _some(blocks()), url=url)),
        topics=_some(topic),
        corrections=_some(correction),
        publisher=st.none() | st.sampled_from(("The Times", "Vallmar Herald")),
        language=st.none() | st.sampled_from((*by_language(), "sv", "en-GB")),
    )


# --- thousands of stories ---------------------------------------------------------------------------------------------


class RandomStories:
    """Generator of such stories from a seed; much faster than the strategies, but nothing is simplified.

    Args:
        seed: equal seeds give equal stories.
    """

    def __init__(self, seed: int) -> None:
        self._random = random.Random(seed)

    def story(self) -> model.Story:
        """Return the next story."""
        choice, some = self._random.choice, self._some
        return model.Story(
            id="urn:x:1",
            headline=self._line(),
            summary=self._any_text(),
            sections=some(self._section),
            press=some(self._mention),
            prompts=some(lambda: model.Question(text=self._filled(), url=self._url())),
            questions=some(lambda: model.Question(text=self._filled(), answer=self._answer(), url=self._url())),
            topics=some(self._topic),
            corrections=some(self._correction),
            publisher=choice((None, None, "The Times", "Vallmar Herald")),
            language=choice((None, "en", "sv", "en-GB", *by_language())),
        )

    def _some(self, build: Callable[[], T]) -> list[T]:
        return [build() for _ in range(self._random.choice((0, 1, 1, 2, 3)))]

    def _url(self) -> str | None:
        return self._random.choice((None, None, "https://e.example/q"))

    # --- text ---

    def _line(self) -> str:
        sources = self._random.choices(
            (_PIECES, _HEADINGS, PROSE), (6, 1, 1), k=self._random.choice((0, 1, 1, 2, 3, 5))
        )
        return "".join([self._random.choice(source) for source in sources])

    def _filled(self) -> str:
        text = self._line()
        return text if text.strip(" \t\r\n") else "x"

    def _any_text(self) -> str | RichText:
        if self._random.random() < 0.4:
            return RichText(self._markup(self._random.choice((1, 2, 3))))
        return "\n\n".join([self._line() for _ in range(self._random.choice((1, 1, 1, 2, 3)))])

    def _markup(self, depth: int) -> str:
        return "".join([self._node(depth) for _ in range(self._random.choice((1, 2, 2, 3)))])

    def _node(self, depth: int) -> str:
        kind = self._random.choice(("em", "em", "strong", "strong", "code", "q", "sub", "a", "br", "text", "text"))
        if kind == "br":
            return "<br/>"
        if kind == "text" or not depth:
            return escape(self._line())
        attributes = ' href="https://e.example/a_(b)?c=1&amp;copy;"' if kind == "a" else ""
        return f"<{kind}{attributes}>{self._markup(depth - 1)}</{kind}>"

    # --- objects ---

    def _block(self) -> model.Block:
        kind = self._random.randrange(5)
        if kind == 0:
            return model.Paragraph(text=self._any_text())
        if kind == 1:
            return model.Points(points=self._some(lambda: model.Point(label=self._line(), text=self._any_text())))
        if kind == 2:
            return model.List(items=self._some(self._any_text), ordered=self._random.random() < 0.4)
        if kind == 3:
            return model.Quotation(text=self._any_text(), attribution=self._line(), url=self._url())
        return model.Image(url="https://e.example/i.png", alt=self._line(), caption=self._any_text())

    def _section(self) -> model.Section:
        kind = self._random.choice(("analysis", "background", "press", "other"))
        return model.Section(kind=kind, heading=self._line(), blocks=self._some(self._block))

    def _mention(self) -> model.PressMention:
        choice = self._random.choice
        outlet = choice(("The Times", "Reuters", "the times", "Vallmar Herald", "Le Monde", "x", self._filled()))
        return model.PressMention(
            outlet=outlet,
            text=self._any_text(),
            quotes=choice(((), (), (self._filled(),))),
            context=choice(("", PROSE[0], self._any_text())),
            url=self._url(),
        )

    def _answer(self) -> str | RichText | list[model.Block]:
        return self._some(self._block) if self._random.random() < 0.4 else self._any_text()

    def _topic(self) -> model.Topic:
        kind = self._random.choice(("person", "place", "thing", "event"))
        description = "\n\n".join([self._line() for _ in range(self._random.choice((0, 1, 1, 2)))])
        return model.Topic(name=self._filled(), kind=kind, description=description, url=self._url())

    def _correction(self) -> model.Correction:
        published = self._random.choice((None, datetime(2026, 1, 2, 3, 4, 5, tzinfo=UTC)))
        return model.Correction(text=self._any_text(), published=published)
