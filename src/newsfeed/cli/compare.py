"""`newsfeed diff`: what has changed from one feed to another."""

from collections.abc import Iterator
from typing import Any

import click

from newsfeed.cli import stories
from newsfeed.cli.inputs import Input
from newsfeed.cli.lines import about, printable, put
from newsfeed.cli.options import FormatName, Wanted, reading_options
from newsfeed.compare import Change, Difference, diff
from newsfeed.model import Feed, Story


@click.command(
    "diff",
    epilog="\b\nExamples:\n  newsfeed diff yesterday.rss today.rss\n  newsfeed diff feed.rss feed.atom --output json\n\n"
    "Stories are the same by their id, or else by their url. The exit status is 0 where nothing differs, 1 where anything "
    "does, as that of diff(1).",
)
@click.argument("old", metavar="OLD")
@click.argument("new", metavar="NEW")
@click.option(
    "--from", "source_format", type=FormatName("reads"), help="The format of both; without it, it is found out."
)
@click.option("--output", type=click.Choice(["text", "json"]), default="text", show_default=True, help="How to say it.")
@reading_options
def diff_command(old: str, new: str, source_format: str | None, output: str, wanted: Wanted) -> int:
    """Name the stories that were added, changed (and in which fields) and removed."""
    found = diff(_feed(old, source_format, wanted), _feed(new, source_format, wanted))
    if output == "json":
        import json  # dear to import, and seldom needed

        put(json.dumps(_plain(found), ensure_ascii=False, indent=2) + "\n")
    else:
        put("".join(f"{printable(line)}\n" for line in _lines(found)))
    return 1 if found else 0


def _feed(name: str, source_format: str | None, wanted: Wanted) -> Feed:
    given = Input(name)
    with about(given.name):
        document = stories.read(given, wanted, source_format)
    assert document is not None  # noqa: S101  (only files that came with a folder are passed over)
    return document.feed


def _lines(found: Difference) -> Iterator[str]:
    if not found:
        yield "nothing has changed"
        return
    if found.fields:
        yield f"~ the feed itself: {', '.join(found.fields)}"
    yield from (f"+ {_named(story)}" for story in found.added)
    for change in found.changed:
        yield f"~ {_named(change.new)}"
        yield from (f"    {line}" for line in _fields(change))
    yield from (f"- {_named(story)}" for story in found.removed)
    yield f"{len(found.added)} added, {len(found.changed)} changed, {len(found.removed)} removed"


def _named(story: Story) -> str:
    return f"{story.headline or '(no headline)'} ({story.id})"


def _fields(change: Change) -> Iterator[str]:
    for path in change.fields:
        was, now = getattr(change.old, path, None), getattr(change.new, path, None)
        shown = _is_line(was) and _is_line(now)
        yield f"{path}: {_said(was)} -> {_said(now)}" if shown else path


def _is_line(value: Any) -> bool:
    return not isinstance(value, tuple) and len(str(value)) <= 120 and "\n" not in str(value)


def _said(value: Any) -> str:
    return "(none)" if value is None or value == "" else str(value)


def _plain(found: Difference) -> dict[str, Any]:
    return {
        "fields": found.fields,
        "added": [{"id": story.id, "headline": story.headline} for story in found.added],
        "changed": [
            {"id": each.new.id, "headline": each.new.headline, "fields": each.fields} for each in found.changed
        ],
        "removed": [{"id": story.id, "headline": story.headline} for story in found.removed],
    }
