"""The page about a document: verdict, findings, preview, losses, and the document with line numbers."""

from base64 import b64encode
from datetime import datetime
from typing import Final

import attrs

from newsfeed.classes.frozen import frozen
from newsfeed.findings import Report, Severity
from newsfeed.http.validator.checking import MEASURED_STORIES, Checked, FormatLosses, Reading, losses_by_format, read
from newsfeed.http.validator.findings_view import FindingGroup, group_findings
from newsfeed.http.validator.form_page import Form, decoded_text, editable_text, form_of
from newsfeed.http.validator.pages import render_page
from newsfeed.http.validator.preview import StoryPreview, preview_stories
from newsfeed.http.validator.settings import CheckLimits
from newsfeed.profiles import profiles
from newsfeed.reports.excerpts import Lines
from newsfeed.reports.printing import counted, printable

_LISTED_LINES: Final = 5_000
_LISTED_COLUMNS: Final = 2_000


@frozen(kw_only=True)
class SourceLine:
    """A line of the document.

    Attributes:
        number: its number, counted from 1.
        text: its text.
        omitted: the number of characters behind the text that are not shown.
        severity: that of its first finding, or "".
        anchor: the id of that finding, or "".
    """

    number: int
    text: str
    omitted: int
    severity: str = ""
    anchor: str = ""


@frozen(kw_only=True)
class Count:
    """The number of findings of a severity.

    Attributes:
        severity: the severity.
        text: the number with its noun, such as "2 errors".
    """

    severity: str
    text: str


@frozen(kw_only=True)
class HiddenFields:
    """The document and its options as hidden fields of the form for other reports.

    Attributes:
        fields: names and values.
    """

    fields: tuple[tuple[str, str], ...]


@frozen(kw_only=True)
class Result:
    """The values of the page.

    Attributes:
        name: the name of the document.
        format: the title of its format.
        is_detected: True if the format was detected, False if it was named.
        consumer: the name of the consumer, if its rules were checked, or "".
        size: the size of the document.
        is_valid: True if there is no error.
        verdict: the verdict, a few words.
        counts: the number of findings by severity, those with any.
        dropped: the number of findings that are not shown.
        groups: the findings by code.
        reading: the result of reading it.
        reading_groups: the findings of the reader.
        stories: the first stories.
        losses: the losses in each other format.
        measured: the number of stories in `losses`, if the document has more; otherwise 0.
        source: the lines of the document; empty if it is too long.
        hidden: the fields of the form for other reports.
        form: the form, with the document if it is text.
    """

    name: str
    format: str
    is_detected: bool
    consumer: str
    size: str
    is_valid: bool
    verdict: str
    counts: tuple[Count, ...]
    dropped: int
    groups: tuple[FindingGroup, ...]
    reading: Reading
    reading_groups: tuple[FindingGroup, ...]
    stories: tuple[StoryPreview, ...]
    losses: tuple[FormatLosses, ...]
    measured: int
    source: tuple[SourceLine, ...]
    hidden: HiddenFields
    form: Form


def result_page(checked: Checked, limits: CheckLimits, as_of: datetime) -> bytes:
    """Return the page about a document.

    Args:
        checked: the document and its findings.
        limits: the limits of the page.
        as_of: the present. Aware datetime.
    """
    return render_page("result.html", {"result": _result(checked, limits, as_of)})


def _result(checked: Checked, limits: CheckLimits, as_of: datetime) -> Result:
    text = checked.text
    lines = Lines(text)
    source = _source_lines(text, limits)
    groups = group_findings(checked.report, lines, checked.format, prefix="finding", listed=len(source))
    reading = read(checked, limits)
    options = checked.submission.options
    feed = reading.feed
    return Result(
        name=checked.submission.name,
        format=checked.format.title,
        is_detected=options.format is None,
        consumer=next((profile.consumer for profile in profiles() if profile.name == options.profile), ""),
        size=f"{len(checked.document):,} bytes",
        is_valid=checked.report.valid,
        verdict=_verdict(checked),
        counts=_counts(checked.report),
        dropped=checked.report.dropped,
        groups=groups,
        reading=reading,
        reading_groups=group_findings(reading.report, lines, checked.format, prefix="reading", listed=len(source)),
        stories=() if feed is None else preview_stories(feed, limits),
        losses=() if feed is None else tuple(losses_by_format(feed, checked.format, as_of)),
        measured=MEASURED_STORIES if feed is not None and len(feed.stories) > MEASURED_STORIES else 0,
        source=_with_findings(source, groups),
        hidden=_hidden_fields(checked),
        form=form_of(limits, options, editable_text(text, limits)),
    )


def _verdict(checked: Checked) -> str:
    errors = checked.report.count(Severity.ERROR)
    if errors:
        return f"Not valid: {counted(errors, 'error')}"
    return "Valid, with warnings" if checked.report.count(Severity.WARNING) else "Valid"


def _counts(report: Report) -> tuple[Count, ...]:
    return tuple(
        Count(severity=severity, text=counted(report.count(severity), severity))
        for severity in Severity
        if report.count(severity)
    )


def _hidden_fields(checked: Checked) -> HiddenFields:
    submission = checked.submission
    fields = {
        "name": submission.name,
        "format": checked.format.name,
        "profile": submission.options.profile,
        "encoding": submission.options.encoding,
        "base": submission.options.base,
        "source": b64encode(submission.document).decode(),
    }
    return HiddenFields(fields=tuple((name, value) for name, value in fields.items() if value))


# --- the document ----------------------------------------------------------------------------------------------------------


def _source_lines(text: bytes, limits: CheckLimits) -> tuple[SourceLine, ...]:
    """Return the lines of the document; () if it has too many."""
    if len(text) > limits.source_bytes or text.count(b"\n") >= _LISTED_LINES:
        return ()
    return tuple(
        SourceLine(number=number, text=printable(line[:_LISTED_COLUMNS]), omitted=max(0, len(line) - _LISTED_COLUMNS))
        for number, line in enumerate(decoded_text(text).split("\n"), 1)
    )


def _with_findings(lines: tuple[SourceLine, ...], groups: tuple[FindingGroup, ...]) -> tuple[SourceLine, ...]:
    """Return the lines, those with a finding with the id of the first."""
    marked = list(lines)
    for group in groups:
        for occurrence in (*group.first, *group.further):
            index = (occurrence.finding.line or 0) - 1
            if occurrence.is_listed and index >= 0 and not marked[index].anchor:
                severity = occurrence.finding.severity
                marked[index] = attrs.evolve(marked[index], severity=severity, anchor=occurrence.anchor)
    return tuple(marked)
