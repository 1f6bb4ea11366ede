"""`newsfeed rights`: the headers and files with a site's permissions for machines."""

import click

from newsfeed.cli.build import load_feed_values
from newsfeed.cli.documents import locked_folders
from newsfeed.cli.output_files import Tally, stage_if_changed
from newsfeed.cli.terminal import print_note, print_text
from newsfeed.errors import MissingFieldError
from newsfeed.findings import Report
from newsfeed.io.files import readable
from newsfeed.io.folders import Folder
from newsfeed.model import Feed
from newsfeed.policies.functions import check_rights, rights_files, rights_headers
from newsfeed.reports.printing import printable


@click.command(
    epilog="\b\nExamples:\n  newsfeed rights feed.toml\n  newsfeed rights feed.toml --output public/\n"
    "  newsfeed rights --check public/"
)
@click.argument("feed_toml", metavar="[FEED.toml]", required=False)
@click.option("-o", "--output", metavar="FOLDER", help="The root of the site, to write the files into.")
@click.option("--base", metavar="URL", help="The address of the root of the site; by default, that of the feed.")
@click.option("--content-usage", is_flag=True, help="Add Content-Usage of the IETF's drafts.")
@click.option("--check", "checked", metavar="FOLDER", help="Validate the files of a site, and compare what they say.")
def rights(
    feed_toml: str | None, *, output: str | None, base: str | None, content_usage: bool, checked: str | None
) -> int:
    """State the permissions of machines, from the [usage] of a feed.toml.

    Without --output, print the HTTP headers and the lines of robots.txt and trust.txt. With it, write license.xml, robots.txt,
    trust.txt and .well-known/tdmrep.json; lines of others in these files are kept.
    """
    if feed_toml is None and checked is None:
        raise click.UsageError("name a feed.toml, or a folder with --check")
    if feed_toml is not None:
        feed, _ = load_feed_values(feed_toml)
        if feed.usage is None:
            raise MissingFieldError("feed.usage", "the feed says nothing about machines: add a [usage] table")
        if output is None:
            _print(feed, base, content_usage=content_usage)
        else:
            _write(feed, output, base, content_usage=content_usage)
    return 0 if checked is None else _check(checked)


def _print(feed: Feed, base: str | None, *, content_usage: bool) -> None:
    for name, value in rights_headers(feed, base=base, content_usage=content_usage):
        print_text(printable(f"{name}: {value}") + "\n")
    for path, data in rights_files(feed, base=base, content_usage=content_usage):
        if path.endswith(".txt"):
            print_text(f"\n# {path}\n{data.decode()}")


def _write(feed: Feed, output: str, base: str | None, *, content_usage: bool) -> None:
    from newsfeed.policies.files import EXISTING  # imports lxml

    with locked_folders(output), Folder(output) as folder:
        existing = {path: data for path in EXISTING if (data := folder.read(path)) is not None}
        # Everything is made before anything is written: an error in one file leaves the others as they were.
        tallies: dict[str, Tally] = {}
        for path, data in rights_files(feed, base=base, existing=existing, content_usage=content_usage):
            tallies[path] = Tally()
            stage_if_changed(folder, path, data, tallies[path])
        folder.commit()
        for path, tally in tallies.items():
            print_note(f"{readable(str(folder.path / path))}: {'written' if tally.written else 'unchanged'}")


def _check(folder: str) -> int:
    report: Report = check_rights(folder)
    for finding in report:
        print_text(printable(str(finding)) + "\n")
    return 0 if report.valid else 1
