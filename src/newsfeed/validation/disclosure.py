"""Reminders about stories that a model has made, and that do not say who answers for them."""

from collections.abc import Iterator
from typing import Final

from newsfeed.findings import Finding, Severity
from newsfeed.headings import notice_of
from newsfeed.model import Feed, Story

CODE: Final = "story.ai.statement_missing"
"""Code of the findings."""

REFERENCE: Final = "https://eur-lex.europa.eu/eli/reg/2024/1689/oj#art_50"
"""The EU AI Act. Article 50(4) is about texts that inform the public, and applies from 2 August 2026 (article 113)."""

MESSAGE: Final = (
    "a model made the story, and it has no statement, so readers get a standard sentence: say in `ai.statement` what the model "
    "did and which editor answers for it (EU AI Act, Art. 50(4), which applies from 2026-08-02)"
)


def lacks_statement(story: Story) -> bool:
    """Return whether a story says that a model made it or a part of it, and has no statement about it."""
    return story.ai is not None and not story.ai.statement and bool(notice_of(story.ai.source, story.language))


def reminder(path: str, *, line: int | None = None, column: int | None = None) -> Finding:
    """Return the finding about a story without a statement.

    Args:
        path: path of its `ai`.
        line, column: position in the document, counted from 1; None if unknown.
    """
    return Finding(
        severity=Severity.INFO,
        code=CODE,
        message=MESSAGE,
        path=path,
        reference=REFERENCE,
        line=line,
        column=column,
    )


def check_disclosures(feed: Feed) -> Iterator[Finding]:
    """Yield a reminder for each story to be written for readers; paths begin with `feed.stories[n]`."""
    for index, story in enumerate(feed.stories):
        if lacks_statement(story):
            yield reminder(f"feed.stories[{index}].ai")
