"""`newsfeed build`: stories from any format, as every feed."""

import functools
import os
from collections.abc import Callable, Sequence
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeVar, cast

import attrs
import click
from click.core import ParameterSource

from newsfeed.cli import documents, output_files, site_output
from newsfeed.cli.inputs import expand
from newsfeed.cli.options import (
    as_of_option,
    jobs_option,
    keep_going_option,
    quiet_option,
    reading_options,
    theme_option,
    to_option,
)
from newsfeed.cli.progress import with_progress
from newsfeed.cli.terminal import TROUBLE, failures_of, is_quiet, print_message, print_text
from newsfeed.errors import OutputError
from newsfeed.io.folders import Folder, is_link
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

F = TypeVar("F", bound=Callable[..., object])


@attrs.frozen(kw_only=True)
class BuildOptions:
    """The options of a command that writes a folder to publish.

    Attributes:
        inputs: the files and folders with stories.
        feed_toml: the file with the feed's own values, or None.
        output: the folder to write to.
        to: the names of the formats to write; none for every kind of feed that can be made.
        cache: the folder with rendered stories and the list of files, or None.
        jobs: the number of processes that read the inputs.
        archive: the number of stories in an archive, or None.
        theme: the folder with the house's templates, or None.
        as_of: the moment of publication.
        reading: how stories are read.
        keep_going: True to write the others if an input cannot be read.
        dry_run: True to write nothing.
    """

    inputs: Sequence[str]
    feed_toml: str | None
    output: str
    to: Sequence[str] = ()
    cache: str | None = None
    jobs: int = 1
    archive: int | None = None
    theme: str | None = None
    as_of: datetime
    reading: ReadingOptions
    keep_going: bool = False
    dry_run: bool = False

    @property
    def folders(self) -> list[str]:
        """The folders that the command writes to."""
        return [] if self.dry_run else [folder for folder in (self.output, self.cache) if folder is not None]


def build_options(cache: str | None = None) -> Callable[[F], F]:
    """Return a decorator that adds the options of a build to a command; they are passed as `options`.

    Args:
        cache: the default of `--cache`.
    """
    declared: list[Callable[[F], F]] = [
        click.argument("inputs", metavar="INPUT...", nargs=-1, required=True),
        click.option(
            "--feed", "feed_toml", metavar="FEED.toml", help="The feed's own values: title, url, publisher ..."
        ),
        click.option(
            "-o", "--output", metavar="FOLDER", default="public", show_default=True, help="The folder to write to."
        ),
        click.option(
            "--cache",
            metavar="FOLDER",
            default=cache,
            show_default=cache is not None,
            help="Keep rendered stories there for the next build, and a list of the files written, to remove those no "
            "longer made.",
        ),
        jobs_option("The number of processes that read the inputs."),
        keep_going_option,
        click.option(
            "--archive",
            metavar="N",
            type=click.IntRange(1),
            help="Move older stories of RSS, Atom and JSON Feed to archives of N stories, which are never written again "
            "(RFC 5005).",
        ),
        theme_option,
        as_of_option,
        quiet_option,
        reading_options,
    ]

    def decorate(command: F) -> F:
        @functools.wraps(command)
        def run(*args: object, **arguments: Any) -> object:
            names = [field.name for field in attrs.fields(BuildOptions) if field.name in arguments]
            options = BuildOptions(**{name: arguments.pop(name) for name in names})
            _refuse_unnamed_links(options)
            return command(*args, options=options, **arguments)

        decorated = cast("F", run)
        for option in reversed(declared):
            decorated = option(decorated)
        return decorated

    return decorate


def _refuse_unnamed_links(options: BuildOptions) -> None:
    """Refuse a default folder that is a link: only one that the user names is followed.

    Raises:
        OutputError: `public` or the default cache is a link.
    """
    context = click.get_current_context()
    for name, folder in (("output", options.output), ("cache", options.cache)):
        if folder is not None and context.get_parameter_source(name) is ParameterSource.DEFAULT and is_link(folder):
            raise OutputError(folder, f"is a symbolic link, which is followed only if you name it: --{name} {folder}")


@click.command(
    epilog="\b\nExamples:\n  newsfeed build stories/ --feed feed.toml --output public/\n"
    "  newsfeed build page.txt --base https://news.example.com/explainers/\n"
    "  newsfeed build *.txt old.rss --feed feed.toml --to atom --to jsonld\n"
    "  cat page.txt | newsfeed build - --feed feed.toml --set headline='Night trains return'\n\n"
    "feed.toml has the fields of a Feed: title, url, feed_url, description, language, publisher ... Without it, the "
    "values of the first input that is a feed are used, or the feed is named after --base. If an input cannot be read, nothing "
    "is written, unless --keep-going is given. A format with error findings is not written: its old file stays. Without --to, "
    "no file has held stories, notes to editors and other fields for newsrooms only; with it, NewsML-G2, ninjs and JSON "
    "have them."
)
@build_options()
@to_option(multiple=True, help="A format to write; can be repeated; without it, every kind of feed that can be made.")
def build(options: BuildOptions) -> int:
    """Make feeds of stories, newest first, and validate them.

    INPUT is a file in any readable format, a folder with everything below it, or - for stdin.
    A file that would not change is left alone and keeps its modification time.
    """
    with documents.locked_folders(*options.folders):
        stories = read_stories(options)
        return TROUBLE if stories is None else write_folder(stories, options).code


@attrs.frozen(kw_only=True)
class ReadStories:
    """The stories of a build.

    Attributes:
        feed: the feed with all stories, also those that readers must not get.
        valid: False if a document has an error finding.
        succeeded: False if a document could not be read.
    """

    feed: Feed
    valid: bool
    succeeded: bool


def read_stories(options: BuildOptions) -> ReadStories | None:
    """Read the inputs of a build; return None, and print why, if one cannot be read or they have no story.

    The folders must be locked: a build that waited for another has read everything that changed meanwhile.

    Raises:
        Failure: feed.toml cannot be read.
    """
    reading, feed_values = options.reading, None
    if options.feed_toml is not None:
        feed_values, outlets = load_feed_values(options.feed_toml)
        reading = attrs.evolve(reading, outlets=(*reading.outlets, *outlets))
    sources = _sources(options.inputs, options.output, options.cache)
    read_documents, succeeded = _read(sources, reading, options.jobs)
    if read_documents and not documents.may_write(succeeded, options.keep_going):
        return None
    feed = collect(feed_values, [document.feed for document in read_documents], reading.base)
    if not feed.stories:
        print_message("no story was read; nothing is written")
        return None
    return ReadStories(feed=feed, valid=all(document.valid for document in read_documents), succeeded=succeeded)


@attrs.frozen(kw_only=True)
class WrittenFolder:
    """The outcome of a build.

    Attributes:
        code: the exit code: 0 if everything was read without an error and written.
        results: the documents.
        tally: the numbers of files, and the names of those that were written.
    """

    code: int
    results: Sequence[site_output.Result]
    tally: output_files.Tally


def write_folder(stories: ReadStories, options: BuildOptions) -> WrittenFolder:
    """Write the folder of a build, and print the table of its documents.

    Everything is rendered and on the disk before the first file is replaced.

    Raises:
        OSError: a file cannot be written.
        OutputError: a file is a link, or reached through one.
    """
    manifest = None if options.cache is None else output_files.Manifest.load(options.cache)
    tally = output_files.Tally()
    with Folder(options.output, dry_run=options.dry_run) as folder:
        writer = site_output.SiteWriter(
            folder=folder,
            headings=options.reading.headings,
            theme=options.theme,
            stylesheet=None if options.to else stylesheet.NAME,
            store=None if options.cache is None or options.dry_run else _render_store(options.cache),
            former=manifest.validated(options.output) if manifest else {},
            tally=tally,
            as_of=options.as_of,
        )
        results = _write_site(stories.feed, options.to, writer, options.archive)
        contents = {result.path: result.data if result.written else None for result in results}
        if not options.to:
            contents[stylesheet.NAME] = data = stylesheet.feed_css()
            writer.write_asset(stylesheet.NAME, data)
        folder.commit()
    if manifest is not None and not options.dry_run:
        manifest.update(options.output, contents, tally)
    if not is_quiet():
        site_output.show(options.output, results)
        print_text(f"{tally}\n")
    return WrittenFolder(code=_exit_code(stories, results), results=results, tally=tally)


def _exit_code(stories: ReadStories, results: Sequence[site_output.Result]) -> int:
    if not stories.succeeded or any(result.failed for result in results):
        return TROUBLE
    return 0 if stories.valid and all(result.written or result.skipped for result in results) else 1


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
