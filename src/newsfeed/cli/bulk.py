"""`newsfeed bulk`: the documents of many stories, in shards."""

import functools
from collections.abc import Sequence
from datetime import datetime, tzinfo
from typing import TYPE_CHECKING, Any, Final, Literal

import attrs
import click
from click.core import ParameterSource

from newsfeed.cli.build import load_feed_values
from newsfeed.cli.options import (
    F,
    FormatName,
    WritingOptions,
    base_option,
    jobs_option,
    keep_going_option,
    quiet_option,
    writing_options,
    zone_option,
)
from newsfeed.cli.progress import progress
from newsfeed.cli.terminal import TROUBLE, is_quiet, print_message, print_note, print_text
from newsfeed.errors import ReadError
from newsfeed.reports.printing import counted
from newsfeed.values.dates import parse_rfc3339

if TYPE_CHECKING:
    from newsfeed.bulk import BulkSettings, Manifest


def _format_names(ctx: click.Context, param: click.Parameter, values: Sequence[str]) -> tuple[str, ...]:
    """Return the names of formats; one value can have several, separated by commas."""
    kind = FormatName("writes")
    names = [kind.convert(name.strip(), param, ctx) for value in values for name in value.split(",")]
    return tuple(dict.fromkeys(names))


@attrs.frozen(kw_only=True)
class _Arguments:
    """The options of the command that are not shared with others.

    Attributes:
        formats: the names of the formats to write.
        output: the address of the folder to write to.
        feed_toml: the file with the values of the feed, or None.
        layout: what a shard is.
        shard_size: the number of stories of a shard.
        jobs: the number of processes.
        validate: True to report findings.
        restart: True to remove the output of another run.
        keep_going: True to write the others if an input cannot be opened.
        recover: True to save what can be saved of damaged documents.
        base: the address of the folder that documents are in, or None.
        zone: the zone of dates without one, or None.
    """

    formats: tuple[str, ...]
    output: str
    feed_toml: str | None
    layout: Literal["parquet", "files"]
    shard_size: int
    jobs: int
    validate: bool
    restart: bool
    keep_going: bool
    recover: bool
    base: str | None
    zone: tzinfo | None


_OPTIONS: Final = (
    click.option(
        "-t",
        "--to",
        "formats",
        metavar="FORMAT[,FORMAT...]",
        multiple=True,
        required=True,
        callback=_format_names,
        help="The formats to write, such as rss,jsonld,newsml; can be repeated.",
    ),
    click.option(
        "-o",
        "--output",
        metavar="FOLDER",
        required=True,
        help="The folder to write to; also an address such as s3://...",
    ),
    click.option("--feed", "feed_toml", metavar="FEED.toml", help="The feed's own values: title, url, publisher ..."),
    click.option(
        "--layout",
        type=click.Choice(["parquet", "files"]),
        default="parquet",
        show_default=True,
        help="The form of a shard: a table with a row for each story and format, or a document for each format.",
    ),
    click.option(
        "--shard-size",
        metavar="N",
        type=click.IntRange(1),
        default=10_000,
        show_default=True,
        help="The number of stories of a shard. The memory that is needed grows with it.",
    ),
    jobs_option("The number of processes."),
    click.option(
        "--validate/--no-validate",
        default=True,
        help="Report findings about the documents, which takes most of the time.",
    ),
    click.option("--restart", is_flag=True, help="Remove what another run has left in the output, and start anew."),
    keep_going_option,
    click.option("--recover", is_flag=True, help="Save what can be saved of documents that are not well-formed."),
    base_option,
    zone_option,
)


def _bulk_options(command: F) -> F:
    """Add the options of the command; they are passed as `arguments`."""

    @functools.wraps(command)
    def run(inputs: Sequence[str], writing: WritingOptions, **options: Any) -> Any:
        return command(inputs, writing, _Arguments(**options))

    wrapped: Any = run
    for option in reversed(_OPTIONS):
        wrapped = option(wrapped)
    options: F = wrapped
    return options


@click.command(
    "bulk",
    epilog="\b\nExamples:\n  newsfeed bulk stories.parquet --to rss,jsonld,newsml --output out/\n"
    "  newsfeed bulk 'archive/*.jsonl' --to jsonld --output out/ --jobs 4\n"
    "  newsfeed bulk stories.parquet --to atom --layout files --feed feed.toml --output out/\n\n"
    "A run that was interrupted goes on when the same command is run again, and ends with the same bytes. manifest.json in the "
    "output lists the shards, with counts and digests.",
)
@click.argument("inputs", metavar="INPUT...", nargs=-1, required=True)
@quiet_option
@writing_options
@_bulk_options
def bulk(inputs: Sequence[str], writing: WritingOptions, arguments: _Arguments) -> int:
    """Write the documents of many stories, in shards, with their findings and losses.

    INPUT is a Parquet file or a file of JSON Lines with a story in each row, a document, a folder of them, or a glob; also
    an address that fsspec knows, such as s3://... or zip://...
    """
    from newsfeed.bulk import open_run  # imports pyarrow

    settings = _settings(writing, arguments)
    run = open_run(inputs, arguments.output, settings, restart=arguments.restart, keep_going=arguments.keep_going)
    done = run.manifest.counts.stories
    if run.manifest.complete:
        print_note(f"{arguments.output}: all shards are there already")
    elif done:
        print_note(f"{arguments.output}: going on after {done} stories")
    with progress("Rendering", run.total, unit="stories", done=done) as shown:
        for shard in run.iter_shards(arguments.jobs):
            shown.advance(shard.counts.stories)
    _report(arguments.output, run.manifest)
    return _exit_code(run.manifest)


def _settings(writing: WritingOptions, arguments: _Arguments) -> "BulkSettings":
    from newsfeed.bulk import BulkSettings
    from newsfeed.integrations.arrow import RenderOptions

    feed, outlets = (None, ()) if arguments.feed_toml is None else load_feed_values(arguments.feed_toml)
    render = RenderOptions(
        as_of=_moment(writing.as_of, arguments),
        feed=feed,
        validate=arguments.validate,
        body=writing.body,
        profile=writing.profile,
    )
    return BulkSettings(
        formats=arguments.formats,
        layout=arguments.layout,
        shard_size=arguments.shard_size,
        render=render,
        base=arguments.base,
        recover=arguments.recover,
        default_zone=arguments.zone,
        outlets=outlets,
    )


def _moment(as_of: datetime, arguments: _Arguments) -> datetime:
    """Return the moment of publication: the given one, else that of the run in the output, else the present."""
    context = click.get_current_context()
    if arguments.restart or context.get_parameter_source("as_of") is not ParameterSource.DEFAULT:
        return as_of
    from newsfeed.bulk import read_manifest

    try:
        former = read_manifest(arguments.output)
    except ReadError:
        return as_of  # The run reports the damaged manifest.
    moment = None if former is None else former.settings.get("as_of")
    return parse_rfc3339(moment) if isinstance(moment, str) else as_of


def _report(output: str, manifest: "Manifest") -> None:
    """Print the problems of the inputs, and the counts of the output."""
    for entry in manifest.inputs:
        if entry.error:
            print_message(f"{entry.name}: {entry.error}")
        if entry.ignored_columns:
            print_note(
                f"{entry.name}: ignored the columns {', '.join(entry.ignored_columns)}, which stories do not have"
            )
        if entry.errors or entry.warnings:
            findings = f"{counted(entry.errors, 'error')}, {counted(entry.warnings, 'warning')}"
            print_note(f"{entry.name}: {findings} of its reader: see newsfeed validate")
    if is_quiet():
        return
    counts = manifest.counts
    print_text(
        f"{output}: stories {counts.stories}, documents {counts.documents}, shards {len(manifest.shards)}\n"
        f"left out {counts.left_out}, unreadable {counts.unreadable}, failed {counts.failed}, losses {counts.losses}, "
        f"{counted(counts.errors, 'error')}, {counted(counts.warnings, 'warning')}\n"
    )


def _exit_code(manifest: "Manifest") -> int:
    counts = manifest.counts
    if counts.unreadable or counts.failed or any(entry.error for entry in manifest.inputs) or not counts.stories:
        return TROUBLE
    return int(counts.errors > 0 or any(entry.errors for entry in manifest.inputs))
