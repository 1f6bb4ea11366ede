"""`newsfeed diff`: the changes from one feed to another."""

from collections.abc import Iterator

import click

from newsfeed.cli import documents
from newsfeed.cli.options import from_option, quiet_option, reading_options, report_option
from newsfeed.cli.terminal import print_json, print_text
from newsfeed.compare import AddressRules, Change, Difference, diff, index_now
from newsfeed.model import Story
from newsfeed.reports.printing import printable
from newsfeed.site.documents import ReadingOptions

_LONGEST_LINE = 120


@click.command(
    "diff",
    epilog="\b\nExamples:\n  newsfeed diff yesterday.rss today.rss\n  newsfeed diff feed.rss feed.atom --report json\n\n"
    "Stories are the same if their ids are, or else their addresses; the guide to merging has the whole rule. As in "
    "diff(1), the exit code is 0 if nothing differs, 1 if anything does, and 2 on trouble.",
)
@click.argument("paths", nargs=2, metavar="OLD NEW")
@from_option("reads", "both")
@report_option(["text", "json"])
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
def diff_command(
    paths: tuple[str, str],
    *,
    source_format: str | None,
    report: str,
    exact_addresses: bool,
    key: str | None,
    reading: ReadingOptions,
) -> int:
    """List the added, changed and removed stories, with the fields that changed."""
    before, after = (documents.read_one(path, reading, source_format).feed for path in paths)
    difference = diff(before, after, addresses=None if exact_addresses else AddressRules())
    if key is not None:
        import json  # slow to import, and few commands need it

        print_text("".join(f"{json.dumps(payload)}\n" for payload in index_now(difference, key=key)))
    elif report == "json":
        print_json(_plain_data(difference))
    else:
        print_text("".join(f"{printable(line)}\n" for line in _lines(difference)))
    return 1 if difference else 0


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
