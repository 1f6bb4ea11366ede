"""`newsfeed diff`: the changes from one feed to another, and the faults in them."""

from collections.abc import Iterator, Sequence
from fnmatch import fnmatchcase
from typing import TypedDict, Unpack

import click

from newsfeed.cli import documents
from newsfeed.cli.options import from_option, quiet_option, reading_options, report_option
from newsfeed.cli.terminal import colored_severity, print_json, print_text
from newsfeed.compare import AddressRules, Change, Difference, check_changes, diff, index_now
from newsfeed.compare.positions import with_positions
from newsfeed.findings import Report, Severity
from newsfeed.io.files import readable
from newsfeed.model import Story
from newsfeed.reports.excerpts import Lines
from newsfeed.reports.printing import printable
from newsfeed.reports.writers import WRITERS, CheckedFile, as_text
from newsfeed.site.documents import Document, ReadingOptions
from newsfeed.site.inputs import STDIN, Input

_LONGEST_LINE = 120
_KINDS = ("text", "json")
"""The kinds of report of a difference; `--check` has more."""


class _Options(TypedDict):
    """The options of the command besides those for reading.

    Attributes:
        source_format: the name of both formats, or None to detect them.
        report: the kind of report.
        check: True to report the faults in the changes.
        ignore: the codes that are left out.
        output: the file to write the report to.
        exact_addresses: True to compare addresses character by character.
        key: the key for the payloads of IndexNow, or None.
    """

    source_format: str | None
    report: str
    check: bool
    ignore: Sequence[str]
    output: str
    exact_addresses: bool
    key: str | None


@click.command(
    "diff",
    epilog="\b\nExamples:\n  newsfeed diff yesterday.rss today.rss\n  newsfeed diff feed.rss feed.atom --report json\n"
    "  newsfeed diff --check published/feed.atom public/feed.atom --report sarif\n\n"
    "Stories are the same if their ids are, or else their addresses; the guide to merging has the whole rule. As in "
    "diff(1), the exit code is 0 if nothing differs, 1 if anything does, and 2 on trouble; with --check, 1 if there is an "
    "error or a warning.",
)
@click.argument("paths", nargs=2, metavar="OLD NEW")
@from_option("reads", "both")
@report_option(list(WRITERS))
@click.option(
    "--check",
    is_flag=True,
    help="Report what readers misunderstand: ids that changed, occur twice or are another story's, dates that moved or do not "
    "tell of a change. newsfeed explain has the codes.",
)
@click.option(
    "--ignore",
    metavar="CODE",
    multiple=True,
    help="A code that --check leaves out, such as diff.date.moved; can be repeated.",
)
@click.option(
    "-o", "--output", metavar="FILE|-", default=STDIN, help="The file for the report of --check; - is stdout."
)
@click.option(
    "--exact-addresses",
    is_flag=True,
    help="Compare addresses character by character. Otherwise tracking parameters, http or https, www., a slash at the end "
    "and fragments do not matter.",
)
@click.option(
    "--indexnow",
    "key",
    metavar="KEY",
    help="Print the payloads of IndexNow for the addresses that were added, changed or removed, one JSON object a line, with "
    "this key of the site. Nothing is sent.",
)
@quiet_option
@reading_options
def diff_command(paths: tuple[str, str], *, reading: ReadingOptions, **options: Unpack[_Options]) -> int:
    """List the added, changed and removed stories, with the fields that changed."""
    addresses = None if options["exact_addresses"] else AddressRules()
    if options["check"]:
        if options["key"] is not None:
            raise click.UsageError("--check and --indexnow are two questions: ask them one after the other")
        return _check(paths, reading, addresses, options)
    if options["report"] not in _KINDS or options["ignore"] or options["output"] != STDIN:
        raise click.UsageError(f"--ignore, --output and reports other than {' and '.join(_KINDS)} need --check")
    before, after = (documents.read_one(path, reading, options["source_format"]).feed for path in paths)
    difference = diff(before, after, addresses=addresses)
    if options["key"] is not None:
        import json  # slow to import, and few commands need it

        print_text("".join(f"{json.dumps(payload)}\n" for payload in index_now(difference, key=options["key"])))
    elif options["report"] == "json":
        print_json(_plain_data(difference))
    else:
        print_text("".join(f"{printable(line)}\n" for line in _lines(difference)))
    return 1 if difference else 0


# --- checking --------------------------------------------------------------------------------------------------------------


def _check(paths: tuple[str, str], reading: ReadingOptions, addresses: AddressRules | None, options: _Options) -> int:
    """Print the report about the new document, and return the exit code."""
    before, after = (documents.read_one(path, reading, options["source_format"]) for path in paths)
    changes = check_changes(before.feed, after.feed, addresses=addresses)
    checked = _checked_file(paths[1], after, changes, options["ignore"])
    is_text = options["report"] == "text"
    text = as_text([checked], style=colored_severity) if is_text else WRITERS[options["report"]]([checked])
    if options["output"] == STDIN:
        print_text(text)
    else:
        documents.replace(options["output"], text.encode())
    return 1 if checked.report.count(Severity.ERROR) + checked.report.count(Severity.WARNING) else 0


def _checked_file(path: str, document: Document, changes: Report, ignored: Sequence[str]) -> CheckedFile:
    """Return the findings about the new document, with positions unless it was read from stdin."""
    data = b"" if path == STDIN else Input(path).read()
    kept = [finding for finding in changes if not any(fnmatchcase(finding.code, pattern) for pattern in ignored)]
    report = Report(with_positions(kept, document.feed, data))
    lines = Lines(data)
    return CheckedFile(
        name="<stdin>" if path == STDIN else readable(path),
        format=document.format.name,
        report=report,
        excerpts=[lines.excerpt(finding.line, finding.column) for finding in report],
    )


# --- differences -----------------------------------------------------------------------------------------------------------


def _lines(difference: Difference) -> Iterator[str]:
    if not difference:
        yield "nothing has changed"
        return
    if difference.fields:
        yield f"~ the feed itself: {', '.join(difference.fields)}"
    yield from (f"+ {_title(story)}" for story in difference.added)
    for change in difference.changed:
        yield f"~ {_title(change.new)}"
        yield from (f"    {line}" for line in _field_lines(change))
    yield from (f"- {_title(story)}" for story in difference.removed)
    yield f"{len(difference.added)} added, {len(difference.changed)} changed, {len(difference.removed)} removed"


def _title(story: Story) -> str:
    return f"{story.headline or '(no headline)'} ({story.id})"


def _field_lines(change: Change) -> Iterator[str]:
    for path in change.fields:
        before, after = getattr(change.old, path, None), getattr(change.new, path, None)
        fits = _fits_a_line(before) and _fits_a_line(after)
        yield f"{path}: {_value(before)} -> {_value(after)}" if fits else path


def _fits_a_line(value: object) -> bool:
    return not isinstance(value, tuple) and len(str(value)) <= _LONGEST_LINE and "\n" not in str(value)


def _value(value: object) -> str:
    return "(none)" if value is None or value == "" else str(value)


def _plain_data(difference: Difference) -> dict[str, object]:
    return {
        "fields": difference.fields,
        "added": [{"id": story.id, "headline": story.headline} for story in difference.added],
        "changed": [
            {"id": change.new.id, "headline": change.new.headline, "fields": change.fields}
            for change in difference.changed
        ],
        "removed": [{"id": story.id, "headline": story.headline} for story in difference.removed],
    }
