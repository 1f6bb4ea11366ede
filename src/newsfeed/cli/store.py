"""`newsfeed store`: stories from files into a database for `newsfeed serve --database`."""

from collections.abc import Sequence
from typing import TYPE_CHECKING

import attrs
import click

from newsfeed.cli import documents
from newsfeed.cli.inputs import expand
from newsfeed.cli.options import keep_going_option, quiet_option, reading_options
from newsfeed.cli.progress import with_progress
from newsfeed.cli.terminal import TROUBLE, failures_of, is_quiet, print_text
from newsfeed.errors import UnsupportedError
from newsfeed.model import Feed
from newsfeed.site.collecting import collect, read_feed_values
from newsfeed.site.documents import ReadingOptions

if TYPE_CHECKING:
    from newsfeed.integrations.sqlalchemy import StoryStore


@click.command(
    epilog="\b\nExamples:\n  newsfeed store sqlite:///stories.db stories/ --feed feed.toml\n"
    "  newsfeed store postgresql://desk@db.example.com/stories wire/*.xml\n"
    "  newsfeed serve --database sqlite:///stories.db\n\n"
    "Tables that are missing are created. A story that is stored already is replaced if it differs; others stay. All of it is "
    "one transaction."
)
@click.argument("url", metavar="URL")
@click.argument("inputs", metavar="INPUT...", nargs=-1, required=True)
@click.option(
    "--feed",
    "feed_toml",
    metavar="FEED.toml",
    help="The feed's own values: title, url, publisher ... Without it, the stored ones stay; if there are none, those of the "
    "first input that is a feed are taken.",
)
@keep_going_option
@quiet_option
@reading_options
def store(url: str, inputs: Sequence[str], feed_toml: str | None, *, keep_going: bool, reading: ReadingOptions) -> int:
    """Save stories in a database.

    URL is that of the database, such as sqlite:///stories.db. INPUT is a file in any readable format, a folder with everything
    below it, or - for stdin.
    """
    values = None
    if feed_toml is not None:
        with failures_of(feed_toml):
            values, outlets = read_feed_values(feed_toml)
        reading = attrs.evolve(reading, outlets=(*reading.outlets, *outlets))
    with open_store(url) as database:
        read_documents, succeeded = documents.read_all(expand(inputs), reading)
        if not documents.may_write(succeeded, keep_going):
            return TROUBLE
        database.create_tables()
        feed = collect(values, [document.feed for document in read_documents], reading.base)
        if values is not None or database.feed == Feed():
            database.save_feed(attrs.evolve(feed, stories=()))
        saved = database.save_all(with_progress(feed.stories, "Saving", unit="stories"))
    if not is_quiet():
        print_text(f"{saved.added} new, {saved.changed} changed, {saved.unchanged} unchanged\n")
    if not succeeded:
        return TROUBLE
    return 0 if all(document.valid for document in read_documents) else 1


def open_store(url: str) -> "StoryStore":
    """Return the store of a database.

    Raises:
        UnsupportedError: SQLAlchemy or the driver of the database is not installed.
        ArgumentError: it is not the URL of a database.
    """
    try:
        from newsfeed.integrations.sqlalchemy import StoryStore  # an extra, and slow to import
    except ModuleNotFoundError as error:
        if error.name != "sqlalchemy":
            raise
        raise UnsupportedError("databases need SQLAlchemy: pip install 'newsfeed-kit[sql]'") from None
    return StoryStore(url)
