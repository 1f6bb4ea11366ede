"""Faults in the changes from one version of a feed to the next that make readers show stories again, or not at all."""

from collections import Counter
from collections.abc import Callable, Hashable, Iterator, Sequence
from datetime import datetime
from typing import Final

import attrs

from newsfeed.compare.addresses import AddressRules
from newsfeed.compare.differences import changed_fields
from newsfeed.errors import ArgumentError
from newsfeed.findings import Finding, Report, Severity
from newsfeed.model import Feed, Story
from newsfeed.values.dates import rfc3339
from newsfeed.values.escaping import quoted
from newsfeed.values.urns import is_derived_uuid

CONTENT: Final = (
    "headline",
    "summary",
    "sections",
    "press",
    "questions",
    "prompts",
    "topics",
    "authors",
    "byline",
    "dateline",
    "language",
    "media",
    "corrections",
    "updates",
    "ai",
    "podcast",
)
"""The fields that readers see, and whose changes they should learn of."""

_TEXT: Final = ("headline", "summary", "sections", "press", "questions")
_DATES: Final = frozenset(("published", "updated", "version"))

_DEFAULT_RULES: Final = AddressRules()

_ATOM: Final = "https://www.rfc-editor.org/rfc/rfc4287#section-"
_ID: Final = f"{_ATOM}4.2.6"
_PUBLISHED: Final = f"{_ATOM}4.2.9"
_UPDATED: Final = f"{_ATOM}4.2.15"


@attrs.frozen
class _Pair:
    """A story in both versions.

    Attributes:
        old, new: the story before and after.
        index: its index in the new version.
    """

    old: Story
    new: Story
    index: int


def check_changes(
    old: Feed,
    new: Feed,
    *,
    addresses: AddressRules | None = _DEFAULT_RULES,
) -> Report:
    """Report the changes of a feed that its readers misunderstand.

    Readers know a story by its id, and see its dates. So a finding tells of ids that changed, occur twice or were given to
    another story, of dates that moved though nothing else did, and of changes that no date tells. Stories without an id, and
    those that are only in one of the versions, have no findings. An id that was derived by newsfeed is none.

    Args:
        old: the feed as it was published.
        new: the feed that is to replace it.
        addresses: the differences between addresses that do not matter; None compares them character by character.

    Returns:
        the findings, in the order of the new version. Their codes begin with `diff.`, and their paths are of the new version.

    Raises:
        ArgumentError: one of the arguments is not a Feed.
    """
    for feed in (old, new):
        if not isinstance(feed, Feed):
            raise ArgumentError(f"check_changes() takes two feeds, not {type(feed).__name__}")
    normalize: Callable[[str], str] = str if addresses is None else addresses.normalizer()
    report = Report()
    findings = [(index, finding) for index, finding in _duplicates(new.stories)]
    for pair in _pairs(old.stories, new.stories, normalize):
        findings += [(pair.index, finding) for finding in _check_pair(pair, normalize)]
    report.extend(finding for _, finding in sorted(findings, key=lambda item: item[0]))
    return report


# --- the stories that are in both versions ---------------------------------------------------------------------------------


def _pairs(old: Sequence[Story], new: Sequence[Story], normalize: Callable[[str], str]) -> Iterator[_Pair]:
    """Yield the stories of both versions, paired by their ids, then by their addresses, then by content and publication."""
    ids_of_both = {story.id for story in old} & {story.id for story in new}
    old_rest = [story for story in old if story.id not in ids_of_both]
    new_rest = [(index, story) for index, story in enumerate(new) if story.id not in ids_of_both]
    yield from _pairs_by(_id, [story for story in old if story.id in ids_of_both], list(enumerate(new)))
    paired: set[str] = set()
    for key_of in (_address_key(normalize), _content):
        for pair in _pairs_by(key_of, old_rest, new_rest):
            if paired.isdisjoint((f"old {pair.old.id}", f"new {pair.new.id}")):
                paired |= {f"old {pair.old.id}", f"new {pair.new.id}"}
                yield pair


def _pairs_by(
    key_of: Callable[[Story], Hashable], old: Sequence[Story], new: Sequence[tuple[int, Story]]
) -> Iterator[_Pair]:
    """Yield the pairs of stories with equal keys; a key that several stories of one side have tells nothing."""
    old_counts = Counter(map(key_of, old))
    new_counts = Counter(key_of(story) for _, story in new)
    by_key = {key_of(story): story for story in old}
    for index, story in new:
        key = key_of(story)
        if key is not None and old_counts[key] == new_counts[key] == 1:
            yield _Pair(by_key[key], story, index)


def _id(story: Story) -> Hashable:
    return story.id


def _address_key(normalize: Callable[[str], str]) -> Callable[[Story], Hashable]:
    return lambda story: normalize(story.url) if story.url else None


def _content(story: Story) -> Hashable:
    """Return the content of a story and its publication: "No warnings in force" is published by many, and every day."""
    values = tuple(getattr(story, name) for name in CONTENT)
    return (*values, story.published) if any(getattr(story, name) for name in _TEXT) else None


# --- findings --------------------------------------------------------------------------------------------------------------


def _duplicates(stories: Sequence[Story]) -> Iterator[tuple[int, Finding]]:
    first_indexes: dict[str, int] = {}
    for index, story in enumerate(stories):
        first_index = first_indexes.setdefault(story.id, index)
        if first_index != index:
            message = (
                f"the story {_title(story)} has the id {quoted(story.id, 200)}, and so has {_title(stories[first_index])}: "
                "give each story an id of its own"
            )
            yield index, _finding(Severity.ERROR, "id.duplicate", message, f"feed.stories[{index}].id", _ID)


def _check_pair(pair: _Pair, normalize: Callable[[str], str]) -> Iterator[Finding]:
    path = f"feed.stories[{pair.index}]"
    if pair.old.id == pair.new.id and _is_another_story(pair, normalize):
        yield _finding(Severity.ERROR, "id.reused", _reused_message(pair), f"{path}.id", _ID)
        return
    if pair.old.id != pair.new.id and not (is_derived_uuid(pair.old.id) or is_derived_uuid(pair.new.id)):
        message = (
            f"the id of the story {_title(pair.new)} is {quoted(pair.new.id, 200)}, and was {quoted(pair.old.id, 200)}: "
            "keep the id, which never changes"
        )
        yield _finding(Severity.ERROR, "id.changed", message, f"{path}.id", _ID)
    yield from _check_dates(pair, path)


def _reused_message(pair: _Pair) -> str:
    return (
        f"the story {_title(pair.new)} has the id {quoted(pair.new.id, 200)}, which was that of another story, "
        f"{_title(pair.old)}: give it an id of its own"
    )


def _is_another_story(pair: _Pair, normalize: Callable[[str], str]) -> bool:
    """Return whether two stories with one id have nothing in common: another address or publication, and other words."""
    old, new = pair.old, pair.new
    if old.headline == new.headline or any(
        getattr(old, name) == getattr(new, name) for name in _TEXT if getattr(old, name) or getattr(new, name)
    ):
        return False
    if old.url and new.url:
        return normalize(old.url) != normalize(new.url)
    return old.published != new.published


def _check_dates(pair: _Pair, path: str) -> Iterator[Finding]:
    old, new = pair.old, pair.new
    has_new_content = any(getattr(old, name) != getattr(new, name) for name in CONTENT)
    if old.updated and new.updated and new.updated < old.updated:
        message = (
            f"`updated` of the story {_title(new)} is {_date(new.updated)}, before {_date(old.updated)}, which it was: "
            "readers keep the former version; give it the moment of the last change"
        )
        yield _finding(Severity.ERROR, "updated.backwards", message, f"{path}.updated", _UPDATED)
    elif has_new_content:
        yield from _check_update(pair, path)
    elif old.updated != new.updated and not _has_other_change(pair):
        yield _moved(pair, "updated", path, _UPDATED)
    if old.published != new.published and not has_new_content:
        yield _moved(pair, "published", path, _PUBLISHED)


def _check_update(pair: _Pair, path: str) -> Iterator[Finding]:
    """Check that the date of a story with new content tells of the change."""
    old, new = pair.old, pair.new
    if new.updated is None:
        message = (
            f"the content of the story {_title(new)} has changed, and it has no `updated`: set the moment of the change"
        )
        severity = Severity.INFO if old.updated is None else Severity.ERROR
        yield _finding(severity, "updated.missing", message, f"{path}.updated", _UPDATED)
    elif new.updated == old.updated:
        message = (
            f"the content of the story {_title(new)} has changed, and `updated` is still {_date(new.updated)}: "
            "set it to the moment of the change"
        )
        yield _finding(Severity.ERROR, "updated.unchanged", message, f"{path}.updated", _UPDATED)


def _has_other_change(pair: _Pair) -> bool:
    """Return whether a story differs in more than dates, its version and elements of other vocabularies, such as counters."""
    old, new = (attrs.evolve(story, extensions=()) for story in (pair.old, pair.new))
    return any(path not in _DATES for path in changed_fields(old, new))


def _moved(pair: _Pair, field: str, path: str, reference: str) -> Finding:
    was, now = (_date(getattr(story, field)) for story in (pair.old, pair.new))
    message = (
        f"`{field}` of the story {_title(pair.new)} is {now}, and was {was}, and its content is the same: keep the date"
    )
    return _finding(Severity.WARNING, "date.moved", message, f"{path}.{field}", reference)


def _finding(severity: Severity, rule: str, message: str, path: str, reference: str) -> Finding:
    return Finding(severity=severity, code=f"diff.{rule}", message=message, path=path, reference=reference)


def _title(story: Story) -> str:
    return quoted(str(story.headline) or story.id, 80)


def _date(moment: datetime | None) -> str:
    return quoted(rfc3339(moment)) if moment else "missing"
