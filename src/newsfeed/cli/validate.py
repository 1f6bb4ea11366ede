"""`newsfeed validate`: findings about documents, for people and for machines."""

from collections.abc import Sequence
from datetime import UTC, datetime, tzinfo
from fnmatch import fnmatchcase
from itertools import chain
from typing import Final

import attrs
import click

from newsfeed.checks import check_document
from newsfeed.cli import documents
from newsfeed.cli.inputs import expand
from newsfeed.cli.options import (
    base_option,
    encoding_option,
    from_option,
    profile_option,
    quiet_option,
    report_option,
    zone_option,
)
from newsfeed.cli.progress import with_progress
from newsfeed.cli.terminal import TROUBLE, Failure, colored_severity, print_note, print_text
from newsfeed.documents import MISMATCH, encoding_finding, transcoded
from newsfeed.errors import ArgumentError, NewsfeedError, UnsupportedError
from newsfeed.findings import Finding, Report, Severity
from newsfeed.io.files import readable
from newsfeed.plugins import CheckContext, Format
from newsfeed.profiles import Profile
from newsfeed.profiles.loading import find_profile
from newsfeed.reports.excerpts import Lines
from newsfeed.reports.writers import WRITERS, CheckedFile, as_text
from newsfeed.site.inputs import STDIN, Input, format_of
from newsfeed.values.dates import parse_date

_LIMIT: Final = 1000
_SEVERITIES: Final = tuple(Severity)
_NEVER: Final = "never"


def _parse_moment(_ctx: click.Context, param: click.Parameter, text: str) -> datetime | None:
    if not text.strip():
        return None
    if text.strip().lower() == "now":
        return datetime.now(UTC).replace(microsecond=0)
    try:
        return parse_date(readable(text))
    except ValueError as error:
        raise click.BadParameter(str(error), param=param) from None


@click.command(
    epilog="\b\nExamples:\n  newsfeed validate public/\n"
    "  newsfeed validate feed.xml --severity error --ignore 'rss.item.*'\n"
    "  newsfeed validate wire/ --from newsml --schema NewsML-G2.xsd\n"
    "  newsfeed validate public/feed.rss --profile msn\n"
    "  newsfeed validate public/ --report sarif --output findings.sarif\n\n"
    "Exits with 1 if there is an error finding, or one that --fail-on names, and with 2 if a file cannot be read or there "
    "is nothing to check."
)
@click.argument("inputs", metavar="INPUT...", nargs=-1, required=True)
@from_option("validates", "the inputs")
@click.option("--schema", metavar="PATH", help="A schema of your own, in place of the bundled one.")
@report_option(list(WRITERS))
@click.option("-o", "--output", metavar="FILE|-", default=STDIN, help="The file to write the report to; - is stdout.")
@click.option(
    "--severity",
    type=click.Choice([str(severity) for severity in Severity]),
    default=str(Severity.INFO),
    show_default=True,
    help="The lowest severity to report.",
)
@click.option(
    "--fail-on",
    type=click.Choice([*(str(severity) for severity in Severity), _NEVER]),
    default=str(Severity.ERROR),
    show_default=True,
    help="The lowest severity that makes the exit code 1.",
)
@click.option(
    "--ignore",
    metavar="CODE",
    multiple=True,
    help="A code to leave out, such as rss.item.guid.missing or 'rss.item.*'; can be repeated.",
)
@click.option(
    "--limit",
    type=click.IntRange(min=0),
    metavar="N",
    default=_LIMIT,
    show_default=True,
    help="How many findings of each file to show; all are counted.",
)
@profile_option
@base_option
@encoding_option
@zone_option
@click.option(
    "--as-of",
    metavar="now|DATE",
    default="now",
    show_default=True,
    callback=_parse_moment,
    help="The moment after which a date is in the future, such as 2026-05-18T09:30:00Z; never looks for such dates if empty.",
)
@quiet_option
def validate(  # noqa: PLR0913, PLR0917  (click passes one for each option, by name)
    inputs: Sequence[str],
    source_format: str | None,
    schema: str | None,
    report: str,
    output: str,
    severity: str,
    fail_on: str,
    ignore: Sequence[str],
    limit: int,
    profile: str | None,
    base: str | None,
    encoding: str | None,
    zone: tzinfo | None,
    as_of: datetime | None,
) -> int:
    """Validate documents against their standards, and against the rules of a consumer.

    INPUT is a file, a folder with everything below it, or - for stdin. The format of each file is detected by its content.
    """
    check = Check(
        source_format=source_format,
        schema=schema,
        severity=Severity(severity),
        ignore=ignore,
        limit=limit,
        profile=None if profile is None else find_profile("validate", profile),
        base=base,
        encoding=encoding,
        zone=zone,
        as_of=as_of,
        with_excerpts=report == "text",
    )
    sources = expand(inputs)
    title = f"Validating {sources[0].name}" if len(sources) == 1 else "Validating"
    checked_files = [checked for source in with_progress(sources, title) if (checked := check(source)) is not None]
    if not checked_files:
        raise click.UsageError("no file has a format that can be validated; name one with --from")
    text = as_text(checked_files, style=colored_severity) if report == "text" else WRITERS[report](checked_files)
    if output == STDIN:
        print_text(text)
    else:
        documents.replace(output, text.encode())
    if any(checked.failure for checked in checked_files):
        return TROUBLE
    return 1 if fail_on != _NEVER and _has_finding(checked_files, Severity(fail_on)) else 0


def _has_finding(checked_files: Sequence[CheckedFile], least: Severity) -> bool:
    """Return whether a file has a finding of this severity or a higher one."""
    severities = _SEVERITIES[: _SEVERITIES.index(least) + 1]
    return any(checked.report.count(severity) for checked in checked_files for severity in severities)


@attrs.frozen(kw_only=True)
class Check:
    """The check of each document.

    Attributes:
        source_format: the name of the documents' format, or None to detect it.
        schema: path of a schema in place of the bundled one.
        severity: the lowest severity to report.
        ignore: codes, or patterns of codes, to leave out.
        limit: the number of findings to keep of each document.
        profile: the requirements of a consumer, or None.
        base: the address of the folder that the documents are in, or None.
        encoding: the charset that the documents came with, or None.
        zone: the zone of dates without one, or None for UTC.
        as_of: the moment after which a date is in the future, or None.
        with_excerpts: True to keep the line of each finding.
    """

    source_format: str | None
    schema: str | None
    severity: Severity
    ignore: Sequence[str]
    limit: int
    profile: Profile | None
    base: str | None
    encoding: str | None
    zone: tzinfo | None
    as_of: datetime | None
    with_excerpts: bool

    def __call__(self, source: Input) -> CheckedFile | None:
        """Check one document; report on stderr, too, if it cannot be read."""
        try:
            data, encoding, faults = transcoded(source.read(), self.encoding)
            document_format = format_of(source, data, self.source_format, print_note)
            if document_format is None:
                return None
            if not document_format.validates and self.source_format is None:
                print_note(f"{source.name}: skipped, {document_format.title} cannot be validated")
                return None
            if not document_format.validates:
                raise UnsupportedError(f"{document_format.title} ({document_format.name}) cannot be validated")
            checking = CheckContext(
                schema=self.schema,
                base=self.base,
                name=source.page_name,
                encoding=encoding,
                default_zone=self.zone,
                as_of=self.as_of,
            )
            mismatches = [encoding_finding(MISMATCH, fault) for fault in faults]
            profile = self._profile_for(source, document_format)
            findings = chain(mismatches, check_document(data, document_format, checking, profile))
            report = Report(filter(self._is_wanted, findings), limit=self.limit)
        except (NewsfeedError, OSError) as error:
            failure = Failure(error, source.name)
            failure.show()
            return CheckedFile(name=source.name, failure=failure.message)
        excerpts = self._excerpts(report, data) if self.with_excerpts else ()
        return CheckedFile(name=source.name, format=document_format.name, report=report, excerpts=excerpts)

    def _profile_for(self, source: Input, document_format: Format) -> Profile | None:
        """Return the profile if its consumer takes the format; a file of a folder is checked without it otherwise."""
        profile = self.profile
        if profile is None or document_format.name in profile.formats:
            return profile
        if source.folder is None:
            raise ArgumentError(f"{profile.consumer} takes {', '.join(profile.formats)}, not {document_format.name}")
        print_note(
            f"{source.name}: checked without the profile, {profile.consumer} does not take {document_format.name}"
        )
        return None

    def _is_wanted(self, finding: Finding) -> bool:
        if _SEVERITIES.index(finding.severity) > _SEVERITIES.index(self.severity):
            return False
        return not any(fnmatchcase(finding.code, pattern) for pattern in self.ignore)

    @staticmethod
    def _excerpts(report: Report, data: bytes) -> tuple[tuple[str, ...], ...]:
        lines = Lines(data)
        return tuple(lines.excerpt(finding.line, finding.column) for finding in report)
