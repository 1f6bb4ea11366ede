"""`newsfeed build`: stories of any kind, as every feed."""

import os
from collections.abc import Iterable, Sequence
from contextlib import nullcontext
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Final

import attrs
import click

from newsfeed.api import losses, validate
from newsfeed.cli import outputs, parallel, stories, tables
from newsfeed.cli.inputs import Input, expand, watched
from newsfeed.cli.lines import Failure, about, counted, put, say, say_finding
from newsfeed.cli.options import FormatName, Wanted, reading_options
from newsfeed.errors import NewsfeedError
from newsfeed.findings import Report, Severity
from newsfeed.io import files as files_io
from newsfeed.io.limits import DEFAULT
from newsfeed.model import Feed, Story
from newsfeed.plugins import Format, registry

if TYPE_CHECKING:
    from newsfeed.cli.rendered import Folder

_BEFORE_ALL: Final = datetime.min.replace(tzinfo=UTC)
_SHOWN: Final = 20
"""How many findings of a feed are shown; `newsfeed validate` shows all."""


@click.command(
    epilog="\b\nExamples:\n  newsfeed build stories/ --feed feed.toml --output public/\n"
    "  newsfeed build *.txt old.rss --feed feed.toml --format atom --format jsonld\n"
    "  cat page.txt | newsfeed build - --feed feed.toml --set headline='Night trains return'\n\n"
    "feed.toml has the fields of a Feed: title, url, feed_url, description, language, publisher ... Without it, "
    "what the first of the inputs says that is a feed is taken. A format with error findings is not written: its old "
    "file stays."
)
@click.argument("inputs", metavar="INPUT...", nargs=-1, required=True)
@click.option("--feed", "feed_toml", metavar="FEED.toml", help="What is said once about all stories.")
@click.option("--output", metavar="FOLDER", default="public", show_default=True, help="Where the files go.")
@click.option(
    "--format",
    "names",
    type=FormatName("writes"),
    multiple=True,
    help="A format to write; without one: every kind of feed.",
)
@click.option(
    "--cache",
    metavar="FOLDER",
    help="Keep there what was rendered, and which files were written, so that those no longer made are removed.",
)
@click.option(
    "--jobs",
    metavar="N",
    type=click.IntRange(1, 61),  # Windows waits for no more
    default=1,
    show_default=True,
    help="How many processes read the inputs.",
)
@reading_options
def build(  # noqa: PLR0913, PLR0917  (click passes one for each option, by name)
    inputs: Sequence[str],
    feed_toml: str | None,
    output: str,
    names: Sequence[str],
    cache: str | None,
    jobs: int,
    wanted: Wanted,
) -> int:
    """Make feeds of stories, newest first, and validate them.

    A file whose bytes stay the same is left as it is, with its time of change.
    INPUT is a file in any format that can be read, a folder, which is gone through, or - for stdin.
    """
    head = None if feed_toml is None else load_head(feed_toml)
    documents, good = parallel.read_all(_sources(inputs, output, cache), wanted, jobs)
    feed = collect(head, [each.feed for each in documents])
    if not feed.stories:
        say("no story was read; nothing is written")
        return 1
    tally = outputs.Tally()
    place = _Place(output, None if cache is None else _folder(cache), tally)
    made = [_make(feed, each, place, wanted) for each in watched(_chosen(names), "Writing")]
    if cache is not None:
        files = {Path(each.file).name: each.data if each.written else None for each in made}
        outputs.Manifest.load(cache).update(output, files, tally)
    _show(made)
    put(f"{tally}\n")
    return 0 if good and all(each.valid for each in documents) and all(each.written for each in made) else 1


def _sources(inputs: Sequence[str], output: str, cache: str | None) -> list[Input]:
    """Give the files to read; what a build itself wrote below their folders is none."""
    found = expand(inputs, leave_out=output)
    if cache is None:
        return found
    own = os.path.realpath(cache)
    return [each for each in found if each.folder is None or Path(own) not in Path(os.path.realpath(each.path)).parents]


def load_head(path: str) -> Feed:
    """Read a feed.toml: a feed without stories.

    Raises:
        Failure: it cannot be read.
    """
    from newsfeed.plain_data.structure import load_feed_toml  # imports cattrs

    with about(path):
        return Feed(**load_feed_toml(files_io.read(path, DEFAULT)))


def collect(head: Feed | None, feeds: Iterable[Feed]) -> Feed:
    """Make one feed of several: their stories, newest first, those without a date last."""
    feeds = list(feeds)
    if head is None:
        head = next((each for each in feeds if each.title), Feed())
    every = [story for feed in feeds for story in feed.stories]
    return attrs.evolve(head, stories=tuple(sorted(every, key=_date, reverse=True)))


def _date(story: Story) -> datetime:
    return story.published or _BEFORE_ALL


def _chosen(names: Sequence[str]) -> list[Format]:
    if names:
        return [registry[name] for name in dict.fromkeys(names)]
    return [each for each in registry if each.writes and each.feed]


@attrs.frozen(kw_only=True)
class _Made:
    """What became of one format; `written` is False where its old file was left as it was."""

    file: str
    format: Format
    data: bytes = b""
    report: Report = attrs.field(factory=Report)
    losses: int = 0
    written: bool = False


@attrs.frozen
class _Place:
    """Where files go: the folder, what former builds rendered (None for nothing), and what counts them."""

    output: str
    cache: "Folder | None"
    tally: outputs.Tally


def _folder(cache: str) -> "Folder":
    from newsfeed.cli.rendered import Folder  # imports cattrs

    return Folder(cache)


def _make(feed: Feed, a_format: Format, place: _Place, wanted: Wanted) -> _Made:
    file = str(Path(place.output, f"feed{a_format.suffixes[0]}"))
    try:
        with place.cache.reused(a_format.name) if place.cache else nullcontext() as cache:
            data = stories.as_bytes(feed, a_format, wanted, cache=cache)
        report = validate(data, a_format.name, limit=_SHOWN) if a_format.validates else Report()
        lost = len(losses(feed, a_format.name))
    except NewsfeedError as error:
        Failure(error, file).show()
        return _Made(file=file, format=a_format)
    _say(report, file)
    if report.valid:  # only now: an invalid feed never takes the place of a good one
        outputs.put(file, data, place.tally)
    return _Made(file=file, format=a_format, data=data, report=report, losses=lost, written=report.valid)


def _say(report: Report, file: str) -> None:
    for finding in report:
        if finding.severity is not Severity.INFO:
            say_finding(file, finding)
    if report.dropped:
        say(f"{file}: {report.dropped} more findings")
    if not report.valid:
        say(f"{file}: not written, as it would have errors; correct them")


def _show(made: Iterable[_Made]) -> None:
    rows = [
        (
            each.file,
            each.format.title,
            f"{len(each.data):,}" if each.written else "not written",
            _counts(each.report),
            str(each.losses),
        )
        for each in made
    ]
    tables.show(("File", "Format", "Bytes", "Findings", "Losses"), rows, numbers=("Bytes", "Losses"))


def _counts(report: Report) -> str:
    return ", ".join(counted(number, each) for each in Severity if (number := report.count(each))) or "none"
