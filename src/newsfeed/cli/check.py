"""`newsfeed validate`: what is wrong with documents, for people and for machines."""

from collections.abc import Iterator, Sequence
from fnmatch import fnmatchcase
from typing import Any

import attrs
import click

from newsfeed.cli import reports
from newsfeed.cli.excerpts import Lines
from newsfeed.cli.inputs import Input, expand, format_of, watched
from newsfeed.cli.lines import Failure, put
from newsfeed.cli.options import FormatName
from newsfeed.cli.reports import Checked
from newsfeed.errors import NewsfeedError, UnsupportedError
from newsfeed.findings import Finding, Report, Severity
from newsfeed.plugins import CheckContext, Format

_LIMIT = 1000
_ORDER = tuple(Severity)


@click.command(
    epilog="\b\nExamples:\n  newsfeed validate public/*\n"
    "  newsfeed validate feed.xml --severity error --ignore 'rss.item.*'\n"
    "  newsfeed validate wire/ --format newsml --schema NewsML-G2.xsd\n"
    "  newsfeed validate public/ --output sarif > findings.sarif\n\n"
    "Ends with 1 where there is an error finding, or a file that cannot be read."
)
@click.argument("inputs", metavar="INPUT...", nargs=-1, required=True)
@click.option(
    "--format", "name", type=FormatName("validates"), help="The format of the inputs; without it, it is found out."
)
@click.option("--schema", metavar="PATH", help="A schema of your own, in place of the bundled one.")
@click.option(
    "--output", type=click.Choice(list(reports.WRITERS)), default="text", show_default=True, help="How to print it."
)
@click.option(
    "--severity",
    type=click.Choice([str(each) for each in Severity]),
    default=str(Severity.INFO),
    show_default=True,
    help="The least that a finding must matter.",
)
@click.option(
    "--ignore",
    metavar="CODE",
    multiple=True,
    help="A code to leave out, such as rss.item.guid.missing or 'rss.item.*'.",
)
@click.option(
    "--limit",
    type=click.IntRange(min=0),
    metavar="N",
    default=_LIMIT,
    show_default=True,
    help="How many findings of each file are shown; all are counted.",
)
def validate(
    inputs: Sequence[str], name: str | None, schema: str | None, output: str, limit: int, **choice: Any
) -> int:
    """Validate documents against their standards.

    INPUT is a file, a folder, which is gone through, or - for stdin.
    """
    check = Check(name=name, schema=schema, limit=limit, excerpts=output == "text", **choice)
    checked = [found for each in watched(expand(inputs), "Validating") if (found := check(each)) is not None]
    put(reports.WRITERS[output](checked))
    return 0 if all(each.valid for each in checked) else 1


@attrs.frozen(kw_only=True)
class Check:
    """How documents are checked.

    Attributes:
        name: the name of their format; None finds it out.
        schema: path of a schema in place of the bundled one.
        severity: the least that a finding must matter.
        ignore: codes, or patterns of codes, that are left out.
        limit: how many findings of each are kept.
        excerpts: whether to keep the lines that findings are about.
    """

    name: str | None
    schema: str | None
    severity: str
    ignore: Sequence[str]
    limit: int
    excerpts: bool

    def __call__(self, source: Input) -> Checked | None:
        """Check one document; one that cannot be read is reported on stderr too."""
        try:
            data = source.read()
            a_format = format_of(source, data, self.name)
            if a_format is None:
                return None
            if not a_format.validates:
                raise UnsupportedError(f"{a_format.title} ({a_format.name}) cannot be validated")
            report = Report(self._findings(a_format, data), limit=self.limit)
        except (NewsfeedError, OSError) as error:
            failure = Failure(error, source.name)
            failure.show()
            return Checked(name=source.name, failure=failure.message)
        excerpts = self._excerpts(report, data) if self.excerpts else ()
        return Checked(name=source.name, format=a_format.name, report=report, excerpts=excerpts)

    def _findings(self, a_format: Format, data: bytes) -> Iterator[Finding]:
        for finding in a_format.check(data, CheckContext(schema=self.schema)):
            if self._matters(finding):
                yield finding

    def _matters(self, finding: Finding) -> bool:
        if _ORDER.index(finding.severity) > _ORDER.index(Severity(self.severity)):
            return False
        return not any(fnmatchcase(finding.code, pattern) for pattern in self.ignore)

    def _excerpts(self, report: Report, data: bytes) -> tuple[tuple[str, ...], ...]:
        lines = Lines(data)
        return tuple(lines.excerpt(each.line, each.column) for each in report)
