"""The next version of a story: its number, its date, its correction and the instruction to those who process it."""

from collections.abc import Iterable
from datetime import datetime
from typing import Final, TypedDict, Unpack

import attrs

from newsfeed.arguments import check_moment
from newsfeed.errors import ArgumentError
from newsfeed.model import (
    Access,
    Agent,
    AIUse,
    AlternativeHeadline,
    AltId,
    Breadcrumb,
    Category,
    Correction,
    Extension,
    Link,
    LiveUpdate,
    Media,
    Organization,
    Place,
    Podcast,
    PressMention,
    Question,
    RichText,
    Rights,
    Section,
    Source,
    Status,
    Story,
    Topic,
    Translation,
    Usage,
)

SIGNALS: Final = "http://cv.iptc.org/newscodes/signal/"
"""The scheme of IPTC's signals, the instructions to those who process an item."""

_FIXED_FIELDS: Final = {
    "id": "a story keeps its id in all versions",
    "version": "revise counts the version",
    "updated": "pass the moment of the revision as `at`",
}


class StoryChanges(TypedDict, total=False):
    """The fields of a story that a revision can change, with the values that the constructor of `Story` takes."""

    url: str | None
    headline: str
    summary: str | RichText
    sections: Iterable[Section]
    press: Iterable[PressMention]
    questions: Iterable[Question]
    prompts: Iterable[Question]
    topics: Iterable[Topic]
    authors: Iterable[Agent | str]
    contributors: Iterable[Agent | str]
    publisher: Organization | str | None
    language: str | None
    published: datetime | str | None
    status: Status
    embargo: datetime | str | None
    media: Iterable[Media]
    keywords: Iterable[str]
    categories: Iterable[Category]
    links: Iterable[Link]
    rights: Rights | None
    corrections: Iterable[Correction]
    source: Source | None
    podcast: Podcast | None
    kind: str | None
    item_class: str
    genre: Iterable[Category | str]
    slugline: str
    urgency: int | None
    dateline: str
    byline: str
    creditline: str
    source_name: str
    places: Iterable[Place]
    ed_note: str
    signals: Iterable[Category | str]
    services: Iterable[Category | str]
    audiences: Iterable[Category | str]
    alt_ids: Iterable[AltId]
    alternative_headlines: Iterable[AlternativeHeadline]
    access: Access | str | None
    expires: datetime | str | None
    translation_of: Translation | str | None
    translations: Iterable[Translation]
    section_path: Iterable[Breadcrumb]
    updates: Iterable[LiveUpdate]
    coverage_start: datetime | str | None
    coverage_end: datetime | str | None
    speakable: Iterable[str]
    ai: AIUse | str | None
    usage: Usage | None
    extensions: Iterable[Extension]


def revise(
    story: Story,
    *,
    at: datetime,
    correction: Correction | RichText | str | None = None,
    **changes: Unpack[StoryChanges],
) -> Story:
    """Return the next version of a story.

    The version is one higher, `updated` is the moment of the revision, and `signals` tells newsrooms what the version is: a
    correction or an update (IPTC NewsCodes). The id stays. With `status="canceled"` the version is a cancellation: NewsML-G2
    and ninjs carry the status, Atom writes a tombstone (RFC 6721), and the other formats for readers leave the story out.

    Args:
        story: the last version.
        at: the moment of the revision, an aware datetime.
        correction: the notice to append to `corrections`, or its text. If it has no date, `at` is its date.
        **changes: new values by field name, as for `Story.replace`.

    Raises:
        ArgumentError: `story` is no Story; `at` has no zone, or is before the last version or the first publication; or the
            changes have `id`, `version` or `updated`.
        ModelError: a value is not valid for its field.
        TypeError: a story has no field of this name.
    """
    _check_arguments(story, at, changes)
    revised = story.replace(**changes)
    if revised.published and at < revised.published:
        raise ArgumentError(
            f"revise(): at is {at.isoformat()}, before the publication at {revised.published.isoformat()}"
        )
    corrections = revised.corrections
    if correction is not None:
        corrections = (*corrections, _dated(correction, at))
    code = "update" if correction is None or corrections[-1].kind == "update" else "correction"
    return attrs.evolve(
        revised,
        version=story.version + 1,
        updated=at,
        corrections=corrections,
        signals=_with_signal(revised.signals, code),
    )


def _check_arguments(story: object, at: object, changes: Iterable[str]) -> None:
    if not isinstance(story, Story):
        raise ArgumentError(f"revise() takes a Story, not {type(story).__name__}")
    for name, reason in _FIXED_FIELDS.items():
        if name in changes:
            raise ArgumentError(f"revise() cannot change {name}: {reason}")
    check_moment("revise", "at", at)
    if not isinstance(at, datetime):
        raise ArgumentError("revise(): at is None, must be an aware datetime")
    for name in ("updated", "published"):
        date: datetime | None = getattr(story, name)
        if date and at < date:
            raise ArgumentError(
                f"revise(): at is {at.isoformat()}, before {name} of the last version, {date.isoformat()}"
            )


def _dated(correction: Correction | RichText | str, published: datetime) -> Correction:
    if not isinstance(correction, Correction):
        correction = Correction(text=correction)
    return correction if correction.published else attrs.evolve(correction, published=published)


def _with_signal(signals: tuple[Category, ...], code: str) -> tuple[Category, ...]:
    """Return the signals of a version: those of the last one, with this code in place of its correction or update."""
    other_signals = (
        signal for signal in signals if not (signal.scheme == SIGNALS and signal.term in ("correction", "update"))
    )
    return (*other_signals, Category(term=code, scheme=SIGNALS))
