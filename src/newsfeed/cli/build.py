"""`newsfeed build`: stories from any format, as every feed."""

import os
from collections.abc import Sequence
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING

import attrs
import click

from newsfeed.cli import documents, output_files, site_output
from newsfeed.cli.inputs import expand
from newsfeed.cli.options import as_of_option, quiet_option, reading_options, to_option
from newsfeed.cli.progress import with_progress
from newsfeed.cli.terminal import TROUBLE, failures_of, is_quiet, print_message, print_text
from newsfeed.io.files import FolderWriter
from newsfeed.knowledge.outlet import Outlet
from newsfeed.model import Feed
from newsfeed.plugins import Format, registry
from newsfeed.publication import feed_for_readers
from newsfeed.site.collecting import collect, read_feed_values
from newsfeed.site.documents import Document, ReadingOptions
from newsfeed.site.inputs import STDIN, Input
from newsfeed.site.plan import SiteSettings, plan_site
from newsfeed.syndication import stylesheet
from newsfeed.validation.clean_fragments import remember_clean

if TYPE_CHECKING:
    from newsfeed.cli.render_store import RenderStore


@click.command(
    epilog="\b\nExamples:\n  newsfeed build stories/ --feed feed.toml --output public/\n"
    "  newsfeed build page.txt --base https://news.example.com/explainers/\n"
    "  newsfeed build *.txt old.rss --feed feed.toml --to atom --to jsonld\n"
    "  cat page.txt | newsfeed build - --feed feed.toml --set headline='Night trains return'\n\n"
    "feed.toml has the fields of a Feed: title, url, feed_url, description, language, publisher ... Without it, the "
    "values of the first input that is a feed are used, or the feed is named after --base. A format with error findings "
    "is not written: its old file stays. Without --to, no file has held stories, notes to editors "
    "and other fields for newsrooms only; with it, NewsML-G2, ninjs and JSON have them."
)
@click.argument("inputs", metavar="INPUT...", nargs=-1, required=True)
@click.option("--feed", "feed_toml", metavar="FEED.toml", help="The feed's own values: title, url, publisher ...")
@click.option("-o", "--output", metavar="FOLDER", default="public", show_default=True, help="The folder to write to.")
@to_option(multiple=True, help="A format to write; can be repeated; without it, every kind of feed that can be made.")
@click.option(
    "--cache",
    metavar="FOLDER",
    help="Keep rendered stories there for the next build, and a list of the files written, to remove those no longer made.",
)
@click.option(
    "--jobs",
    metavar="N",
    type=click.IntRange(1, 61),  # Windows can wait for no more processes
    default=1,
    show_default=True,
    help="The number of processes that read the inputs.",
)
@click.option(
    "--archive",
    metavar="N",
    type=click.IntRange(1),
    help="Move older stories of RSS, Atom and JSON Feed to archives of N stories, which are never written again (RFC 5005).",
)
@click.option("--theme", metavar="FOLDER", help="Templates and style sheets for the pages, in place of newsfeed's own.")
@as_of_option
@quiet_option
@reading_options
def build(  # noqa: PLR0913, PLR0917  (click passes one for each option, by name)
    inputs: Sequence[str],
    feed_toml: str | None,
    output: str,
    to: Sequence[str],
    cache: str | None,
    jobs: int,
    archive: int | None,
    theme: str | None,
    as_of: datetime,
    reading: ReadingOptions,
) -> int:
    """Make feeds of stories, newest first, and validate them.

    INPUT is a file in any readable format, a folder with everything below it, or - for stdin.
    A file that would not change is left alone and keeps its modification time.
    """
    feed_values = None
    if feed_toml is not None:
        feed_values, outlets = load_feed_values(feed_toml)
        reading = attrs.evolve(reading, outlets=(*reading.outlets, *outlets))
    read_documents, succeeded = _read(_sources(inputs, output, cache), reading, jobs)
    feed = collect(feed_values, [document.feed for document in read_documents], reading.base)
    if not feed.stories:
        print_message("no story was read; nothing is written")
        return TROUBLE
    manifest = None if cache is None else output_files.Manifest.load(cache)
    tally = output_files.Tally()
    with FolderWriter() as folder_writer:
        writer = site_output.SiteWriter(
            folder=output,
            headings=reading.headings,
            theme=theme,
            stylesheet=None if to else stylesheet.NAME,
            store=None if cache is None else _render_store(cache),
            former=manifest.validated(output) if manifest else {},
            tally=tally,
            files=folder_writer,
            as_of=as_of,
        )
        results = _write_site(feed, to, writer, archive)
        contents = {result.path: result.data if result.written else None for result in results}
        if not to:
            contents[stylesheet.NAME] = data = stylesheet.feed_css()
            writer.write_asset(stylesheet.NAME, data)
    if manifest is not None:
        manifest.update(output, contents, tally)
    if not is_quiet():
        site_output.show(output, results)
        print_text(f"{tally}\n")
    if not succeeded or any(result.failed for result in results):
        return TROUBLE
    valid = all(document.valid for document in read_documents) and all(
        result.written or result.skipped for result in results
    )
    return 0 if valid else 1


def _write_site(
    feed: Feed, to: Sequence[str], writer: site_output.SiteWriter, archive: int | None
) -> list[site_output.Result]:
    # Without `--to`, the folder is to be published, so the formats of newsrooms have no more in it than readers may know.
    settings = SiteSettings(
        as_of=writer.as_of,
        newsroom_feed=feed if to else feed_for_readers(feed, writer.as_of),
        named=bool(to),
        archive=archive,
        news=not to,
    )
    with failures_of("--archive"):
        site_documents = list(plan_site(feed, _formats(to), settings))
    with remember_clean():
        results = [writer.write(document) for document in with_progress(site_documents, "Writing", unit="documents")]
    if not to and any(result.written for result in results):
        # A page without a date has no Atom feed. That is no failure if nobody asks for one.
        return [attrs.evolve(result, failed=False, skipped=result.failed) for result in results]
    return results


def _sources(inputs: Sequence[str], output: str, cache: str | None) -> list[Input]:
    """Return the files to read, without those that builds write below the same folders."""
    sources = expand(inputs, leave_out=output)
    if cache is None:
        return sources
    cache_folder = Path(os.path.realpath(cache))
    return [
        source
        for source in sources
        if source.folder is None or cache_folder not in Path(os.path.realpath(source.path)).parents
    ]


def _read(sources: Sequence[Input], reading: ReadingOptions, jobs: int) -> tuple[list[Document], bool]:
    if jobs == 1 or len(sources) == 1 or any(source.path == STDIN for source in sources):
        return documents.read_all(sources, reading)
    from newsfeed.cli import parallel  # needed with --jobs only

    return parallel.read_all(sources, reading, jobs)


def load_feed_values(path: str) -> tuple[Feed, tuple[Outlet, ...]]:
    """Read a feed.toml: a feed without stories, and the outlets of the house.

    Raises:
        Failure: it cannot be read.
    """
    with failures_of(path):
        return read_feed_values(path)


def _formats(names: Sequence[str]) -> list[Format]:
    if names:
        return [registry[name] for name in dict.fromkeys(names)]
    return [candidate for candidate in registry if candidate.writes and candidate.published]


def _render_store(cache: str) -> "RenderStore":
    from newsfeed.cli.render_store import RenderStore  # imports cattrs

    return RenderStore(cache)
