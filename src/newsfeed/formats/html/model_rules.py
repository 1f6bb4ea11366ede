"""Rules of stories that are to be written as pages; they report the same problems as the rules of pages."""

import re
from collections.abc import Iterator
from typing import Final

from newsfeed.body.outline import ListPart, markup_blocks, outline
from newsfeed.findings import Finding, Severity
from newsfeed.formats.html.story_view import paid_class
from newsfeed.model import Story
from newsfeed.values.escaping import quoted, unescape

_ID: Final = re.compile(r"<[a-z][^<>]*?\sid=\"([^\"]+)\"", re.IGNORECASE)
_HEADING: Final = re.compile(r"<h([1-6])\b", re.IGNORECASE)
_DEEPEST_ABOVE: Final = 3
"""The level of the headings in the canonical body that markup of a publisher follows."""


def check_story(story: Story, path: str) -> Iterator[Finding]:
    """Yield the findings about the page that a story would have.

    Args:
        story: the story.
        path: its path.
    """
    if not story.headline:
        message = "the headline is empty, so the page has no <h1>: write one"
        yield _finding("html.heading.missing", message, f"{path}.headline")
    if not story.language:
        message = "the language is not known, so screen readers guess it: set it, such as 'en'"
        yield _finding("html.language.missing", message, f"{path}.language")
    if story.access and story.access.css_selector and not story.access.is_free and not paid_class(story.access):
        message = (
            "the selector is no class, so the page cannot mark the part for subscribers: write one, such as '.paywall'"
        )
        yield _finding("html.access.unmarked", message, f"{path}.access.css_selector")
    yield from _check_markup(story, path)


def _check_markup(story: Story, path: str) -> Iterator[Finding]:
    """Yield the findings about ids that the page has already, and about headings that leave out a level."""
    ids: set[str] = set()
    for field_path, markup in markup_blocks(story):
        ids = ids or _ids_of_page(story)
        for identifier in map(unescape, _ID.findall(markup.html)):
            if identifier in ids:
                message = f"the page has another element with the id {quoted(identifier)}: use another id"
                yield _finding("html.id.repeated", message, f"{path}.{field_path}", Severity.ERROR)
            ids.add(identifier)
        level = _level_above(story, field_path)
        for heading in map(int, _HEADING.findall(markup.html)):
            if heading > level + 1:
                message = f"<h{heading}> follows <h{level}>, so a level is missing: write <h{level + 1}>"
                yield _finding("html.heading.gap", message, f"{path}.{field_path}")
            level = heading


def _ids_of_page(story: Story) -> set[str]:
    parts = outline(story)
    entries = {
        f"{part.entry_role}-{number}"
        for part in parts
        if isinstance(part, ListPart)
        for number in range(1, len(part.entries) + 1)
    }
    return {part.anchor for part in parts} | entries


def _level_above(story: Story, field_path: str) -> int:
    """Return the level of the heading before a block of markup; one that is not certain is taken to be the deepest."""
    if not field_path.startswith("sections[0]"):
        return _DEEPEST_ABOVE
    section = story.sections[0]
    if section.kind != "other":
        return _DEEPEST_ABOVE if section.heading else 2
    return 2 if section.heading or story.summary or story.updates else 1


def _finding(code: str, message: str, path: str, severity: Severity = Severity.WARNING) -> Finding:
    return Finding(severity=severity, code=code, message=message, path=path)
