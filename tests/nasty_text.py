"""Hypothesis strategies for text that looks like the syntax of a page, and for stories that consist of it."""

from typing import Any

from hypothesis import strategies as st

import strategies
from newsfeed import model
from newsfeed.headings import PARTS, by_language
from newsfeed.model.rich_text import RichText
from newsfeed.values.escaping import escape

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
