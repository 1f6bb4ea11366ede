"""Dates of a story that contradict each other, or that lie in the future."""

from collections.abc import Iterable, Iterator
from datetime import datetime, time, timedelta
from typing import Final, NamedTuple

from newsfeed.findings import Severity
from newsfeed.model.story import Story

_DAY: Final = timedelta(days=1)


class DateConflict(NamedTuple):
    """A date that cannot be right, or that forbids publication.

    Attributes:
        code: the code of the finding.
        field: the path of the date within the story, such as `updated` or `updates[2].published`.
        message: the problem and the remedy, in one line.
        severity: of the finding.
    """

    code: str
    field: str
    message: str
    severity: Severity = Severity.WARNING


def find_date_conflicts(story: Story, as_of: datetime | None = None) -> Iterable[DateConflict]:
    """Return the dates of a story that contradict each other, then those in the future.

    Args:
        story: the story.
        as_of: the moment that is the present; None does not look for dates in the future. No clock is read.
    """
    has_few_dates = story.expires is None and story.coverage_end is None and not story.updates and as_of is None
    if has_few_dates and (story.updated is None or story.published is None or story.published <= story.updated):
        return ()  # the usual case: readers ask for every story
    return _conflicts(story, as_of)


def _conflicts(story: Story, as_of: datetime | None) -> Iterator[DateConflict]:
    if story.published is not None:
        if story.updated is not None and _is_before(story.updated, story.published):
            yield _early("date.updated_early", "updated", story.updated, "published", story.published)
        if story.expires is not None and _is_before(story.expires, story.published):
            yield _early("date.expires_early", "expires", story.expires, "published", story.published)
    start, end = story.coverage_start, story.coverage_end
    if start is not None and end is not None and _is_before(end, start):
        yield _early("date.coverage_early", "coverage_end", end, "coverage_start", start)
    for index, entry in enumerate(story.updates):
        if entry.updated is not None and entry.published is not None and _is_before(entry.updated, entry.published):
            yield _early("date.updated_early", f"updates[{index}].updated", entry.updated, "published", entry.published)
    if as_of is not None:
        yield from _dates_in_future(story, as_of)


def _dates_in_future(story: Story, as_of: datetime) -> Iterator[DateConflict]:
    dates = [("published", story.published), ("updated", story.updated)]
    for index, entry in enumerate(story.updates):
        dates += [(f"updates[{index}].published", entry.published), (f"updates[{index}].updated", entry.updated)]
    for field, date in dates:
        if date is not None and date > as_of:
            message = f"{field} is {_shown(date)}, after {_shown(as_of)}: publish the story then, or correct the date"
            yield DateConflict("date.future", field, message)
    if story.embargo is not None and story.embargo > as_of and story.status == "usable":
        message = f"the embargo ends at {_shown(story.embargo)}, after {_shown(as_of)}: withhold the story until then"
        yield DateConflict("date.embargoed", "embargo", message, Severity.ERROR)


def _is_before(date: datetime, reference: datetime) -> bool:
    """Return whether a date is before another; midnight may be a day without a time, and is not before a time of it."""
    return date < reference and not (date.time() == time() and reference - date < _DAY)


def _early(code: str, field: str, date: datetime, reference_field: str, reference: datetime) -> DateConflict:
    message = f"{field} is {_shown(date)}, before {reference_field}, {_shown(reference)}: swap or correct them"
    return DateConflict(code, field, message)


def _shown(date: datetime) -> str:
    return date.isoformat().replace("+00:00", "Z")
