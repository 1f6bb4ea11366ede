"""Headings of an explainer's parts, by language; newsrooms can replace them with their own."""

from functools import cache, lru_cache
from typing import Final

import attrs

from newsfeed.classes.frozen import frozen
from newsfeed.errors import ModelError
from newsfeed.knowledge.headings import LANGUAGES, notices_by_source, spellings_by_part
from newsfeed.values.xml_chars import XML_SPACE, illegal_character, illegal_reason

PARTS: Final = ("summary", "analysis", "press", "background", "prompts", "questions", "topics", "corrections")
"""The parts of a page that have a heading, in page order."""

LABELED_PARTS: Final = (*PARTS, "ai", "updates")
"""The parts of a body that have a heading; a page has live updates in its front matter.

The notice about models (`ai`) is no part of an explainer: its heading alone makes no document an explainer page.
"""


def _as_tuple(value: str | tuple[str, ...] | list[str]) -> tuple[str, ...]:
    return (value,) if isinstance(value, str) else tuple(value)


def _check_spellings(_: object, attribute: "attrs.Attribute[tuple[str, ...]]", spellings: tuple[str, ...]) -> None:
    """Refuse spellings that could not be written as a heading."""
    field = f"Headings.{attribute.name}"
    for spelling in spellings:
        if not isinstance(spelling, str) or not spelling.strip(XML_SPACE):
            raise ModelError(field, f"has {spelling!r:.64}, but a heading must be a line of text")
        if (index := illegal_character(spelling)) >= 0:
            raise ModelError(field, illegal_reason(spelling, index))


@frozen(kw_only=True)
class Headings:
    """A newsroom's headings for the parts of its explainers.

    Each part has a tuple of spellings; one string stands for a tuple of one. The body and the explainer page are
    written with the first spelling. Pages are read by all of them, ignoring case, accents, quotation marks, emoji, a
    number before them, and punctuation or a bracket after them. A part without a spelling has no heading and is not
    recognized on a page; live updates are part of the body only. The notice about models (`ai`) is read by the English
    heading then, since readers must always be told.

    Attributes:
        summary: Headings of the news itself ("What's happened").
        analysis: Headings of the explanation ("What's behind the headlines").
        press: Headings of the press review ("What the papers say").
        background: Headings of the background ("How we got here").
        prompts: Headings of the questions to ask next.
        questions: Headings of the questions with answers ("Common questions").
        topics: Headings of the people, places and things that the story is about.
        corrections: Headings of the corrections.
        ai: Headings of the notice about models.
        updates: Headings of the live updates, in the body only.

    Raises:
        ModelError: a spelling is not a string, is empty, or has a character that XML 1.0 forbids.
    """

    summary: tuple[str, ...] = attrs.field(default=(), converter=_as_tuple, validator=_check_spellings)
    analysis: tuple[str, ...] = attrs.field(default=(), converter=_as_tuple, validator=_check_spellings)
    press: tuple[str, ...] = attrs.field(default=(), converter=_as_tuple, validator=_check_spellings)
    background: tuple[str, ...] = attrs.field(default=(), converter=_as_tuple, validator=_check_spellings)
    prompts: tuple[str, ...] = attrs.field(default=(), converter=_as_tuple, validator=_check_spellings)
    questions: tuple[str, ...] = attrs.field(default=(), converter=_as_tuple, validator=_check_spellings)
    topics: tuple[str, ...] = attrs.field(default=(), converter=_as_tuple, validator=_check_spellings)
    corrections: tuple[str, ...] = attrs.field(default=(), converter=_as_tuple, validator=_check_spellings)
    ai: tuple[str, ...] = attrs.field(default=(), converter=_as_tuple, validator=_check_spellings)
    updates: tuple[str, ...] = attrs.field(default=(), converter=_as_tuple, validator=_check_spellings)

    def label(self, part: str) -> str:
        """Return the heading to write for a part: its first spelling, or the English one if it has none.

        Args:
            part: one of `LABELED_PARTS`.
        """
        spellings: tuple[str, ...] = getattr(self, part) or getattr(english(), part)
        return spellings[0]


@cache
def by_language() -> dict[str, Headings]:
    """Return the bundled headings by language (ISO 639-1); built on first use to keep imports fast."""
    return {language: _bundled(language) for language in LANGUAGES}


@cache
def _bundled(language: str) -> Headings:
    return Headings(**spellings_by_part(language))


def english() -> Headings:
    """Return the English headings, the fallback for languages without a table."""
    return _bundled("en")


@lru_cache(maxsize=256)
def for_language(language: str | None) -> Headings:
    """Return the headings of a language (BCP 47 tag), or the English ones if there is no table for it."""
    return _bundled(_with_table(language))


def notice_of(source: str, language: str | None) -> str:
    """Return the sentence that tells readers of a model's part in a story, "" for a source that is no model.

    Args:
        source: the term of a digital source, or an IRI.
        language: the language of the story (BCP 47 tag); the sentence is English if there is no table for it.
    """
    return _notices(_with_table(language)).get(source, "")


def is_notice(text: str, source: str) -> bool:
    """Return whether a text is the sentence for a digital source, in any language."""
    return any(text == _notices(language).get(source) for language in LANGUAGES)


@cache
def _notices(language: str) -> dict[str, str]:
    return notices_by_source(language)


def _with_table(language: str | None) -> str:
    """Return the primary subtag of a language, or `en` if there is no table for it."""
    primary = (language or "en").partition("-")[0].lower()
    return primary if primary in LANGUAGES else "en"
