"""Checks of a document that was sent: its findings, its stories, and their losses in other formats."""

import re
from collections.abc import Iterator
from datetime import datetime
from typing import Final

import attrs

from newsfeed.api import losses
from newsfeed.arguments import encoded
from newsfeed.checks import check_document
from newsfeed.classes.frozen import frozen
from newsfeed.documents import MISMATCH, encoding_finding, read_document, transcoded
from newsfeed.errors import LimitError, NewsfeedError, ReadError
from newsfeed.findings import Report
from newsfeed.http.problems import ProblemError
from newsfeed.http.validator.settings import CheckLimits
from newsfeed.http.validator.submission import Options, Submission, too_long
from newsfeed.io.encodings import decode
from newsfeed.model import Feed
from newsfeed.plugins import CheckContext, Format, ReadContext, registry
from newsfeed.profiles import Profile
from newsfeed.profiles.loading import find_profile

_INDEX: Final = re.compile(r"\[\d+\]")


@frozen(kw_only=True)
class Checked:
    """A document and its findings.

    Attributes:
        submission: the document as it was sent.
        document: the document, decompressed.
        format: its format.
        report: the findings.
    """

    submission: Submission
    document: bytes
    format: Format
    report: Report

    @property
    def text(self) -> bytes:
        """The document in UTF-8; findings refer to its lines."""
        try:
            return decode(self.document, self.submission.options.encoding, is_html=self.format.name == "html").source
        except ReadError:
            return self.document


@frozen(kw_only=True)
class Reading:
    """The result of reading a document.

    Attributes:
        feed: the stories, or None if the document cannot be read.
        report: the findings of the reader.
        failure: why the document cannot be read as it is, or "".
    """

    feed: Feed | None
    report: Report
    failure: str = ""


@frozen(kw_only=True)
class LossGroup:
    """The same loss in one or several places.

    Attributes:
        path: the field; `[…]` stands for any index if there are several.
        reason: why it is lost.
        count: the number of places.
    """

    path: str
    reason: str
    count: int = 1


@frozen(kw_only=True)
class FormatLosses:
    """The losses of the stories in a format.

    Attributes:
        format: the format.
        groups: the losses.
    """

    format: Format
    groups: tuple[LossGroup, ...]

    @property
    def count(self) -> int:
        """The number of losses."""
        return sum(group.count for group in self.groups)


def check(submission: Submission, limits: CheckLimits, as_of: datetime) -> Checked:
    """Return the findings about a document.

    Args:
        submission: the document, and how to check it.
        limits: the limits of a check.
        as_of: the present. Aware datetime.

    Raises:
        ProblemError: the document has no known format, cannot be decompressed or is too long.
    """
    try:
        document = encoded("validate", submission.document, limits.reading)
        source, encoding, faults = transcoded(document, submission.options.encoding)
        target = _format_of(source, submission.options)
        checking = CheckContext(
            limits=limits.reading,
            base=submission.options.base,
            name=submission.page_name,
            encoding=encoding,
            as_of=as_of,
        )
        report = Report((encoding_finding(MISMATCH, fault) for fault in faults), limit=limits.findings)
        report.extend(check_document(source, target, checking, _profile_for(target, submission.options)))
    except LimitError as error:
        raise ProblemError(413, too_long(limits.max_bytes) if error.limit == "bytes" else _sentence(error)) from None
    except NewsfeedError as error:
        raise ProblemError(422, _sentence(error)) from None
    return Checked(submission=submission, document=document, format=target, report=report)


def _format_of(source: bytes, options: Options) -> Format:
    return registry.detect(source) if options.format is None else registry[options.format]


def _profile_for(target: Format, options: Options) -> Profile | None:
    """Return the profile of the options.

    Raises:
        ProblemError: its consumer does not take the format.
    """
    if options.profile is None:
        return None
    profile = find_profile("validate", options.profile)
    if target.name not in profile.formats:
        formats = ", ".join(profile.formats)
        raise ProblemError(
            400, f"The document is {target.title}, and {profile.consumer} takes {formats}: choose another consumer."
        )
    return profile


def _sentence(error: NewsfeedError) -> str:
    text = f"{error}".rstrip(".")
    return f"The document {text}." if isinstance(error, ReadError) else f"{text[:1].upper()}{text[1:]}."


def read(checked: Checked, limits: CheckLimits) -> Reading:
    """Return the stories of a document; of one that is damaged, those that can be saved."""
    submission = checked.submission
    context = ReadContext(
        limits=limits.reading,
        base=submission.options.base,
        name=submission.page_name,
        encoding=submission.options.encoding,
    )
    failure = ""
    report = Report(limit=limits.findings)
    for recover in (False, True):
        report = Report(limit=limits.findings)
        try:
            feed = read_document(
                checked.document, checked.format, attrs.evolve(context, report=report, recover=recover)
            )
        except NewsfeedError as error:
            failure = failure or _sentence(error)
        else:
            return Reading(feed=feed, report=report, failure=failure)
    return Reading(feed=None, report=report, failure=failure)


MEASURED_STORIES: Final = 1000
"""The number of stories to measure losses of."""


def losses_by_format(feed: Feed, source: Format, as_of: datetime) -> Iterator[FormatLosses]:
    """Yield the losses of the first stories in each other format, at a moment of publication."""
    feed = attrs.evolve(feed, stories=feed.stories[:MEASURED_STORIES])
    for target in registry:
        if target.writes and target.name != source.name:
            groups: dict[tuple[str, str], LossGroup] = {}
            for loss in losses(feed, target.name, as_of=as_of):
                key = (_INDEX.sub("[…]", loss.path), loss.reason)
                group = groups.get(key)
                if group is None:
                    groups[key] = LossGroup(path=loss.path, reason=loss.reason)
                else:
                    groups[key] = attrs.evolve(group, path=key[0], count=group.count + 1)
            yield FormatLosses(format=target, groups=tuple(groups.values()))
