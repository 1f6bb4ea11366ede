"""`newsfeed publish`: build a folder, then tell hubs and search engines about the changes."""

from pathlib import Path
from random import SystemRandom
from typing import Final

import click

from newsfeed.cli import documents
from newsfeed.cli.build import BuildOptions, build_options, read_stories
from newsfeed.cli.terminal import TROUBLE

_CACHE: Final = ".newsfeed"
_ENDPOINT: Final = "https://api.indexnow.org/indexnow"
"""The search engine that shares with all others."""

_STATE: Final = "publish.json"
"""The name of the state in the cache folder."""


@click.command(
    epilog="\b\nExamples:\n  newsfeed publish stories/ --feed feed.toml --output public/\n"
    "  newsfeed publish stories/ --feed feed.toml --indexnow-key 1f0c3a5b7d9e2468\n"
    "  newsfeed publish stories/ --feed feed.toml --dry-run\n\n"
    "The hubs are those of feed.toml. They are told only if the documents of the feed have changed, and only after everything "
    "is written; if a document has an error, nothing is sent. A receiver that cannot be told makes the exit code 1, and the "
    "next run tells it again. Serve the folder before you tell others: hubs fetch the feed at once."
)
@build_options(cache=_CACHE)
@click.option(
    "--state",
    metavar="FILE",
    help=f"The file that remembers what was sent, {_STATE} in the cache folder by default.",
)
@click.option(
    "--indexnow-key", "key", metavar="KEY", help="Tell search engines about changed stories, with this key of the site."
)
@click.option(
    "--indexnow-endpoint",
    "endpoint",
    metavar="URL",
    default=_ENDPOINT,
    show_default=True,
    help="The search engine to tell; the default shares with all others.",
)
@click.option(
    "--attempts",
    metavar="N",
    type=click.IntRange(1, 10),
    default=4,
    show_default=True,
    help="How often a request is sent at most, with growing waits in between.",
)
@click.option("--dry-run", is_flag=True, help="Write nothing and send nothing; list what would be.")
@click.option("--no-ping", is_flag=True, help="Send nothing now; the next run does.")
def publish(
    *,
    options: BuildOptions,
    state: str | None,
    key: str | None,
    endpoint: str,
    attempts: int,
    no_ping: bool,
) -> int:
    """Make feeds of stories as `newsfeed build` does, then tell WebSub hubs, rssCloud and IndexNow about changes.

    INPUT is a file in any readable format, a folder with everything below it, or - for stdin.
    """
    # Imported here, so that other commands need not wait for it.
    from newsfeed.cli import publishing
    from newsfeed.cli.publish_state import PublishState
    from newsfeed.compare.indexnow import index_now_payloads
    from newsfeed.hubs import Retries
    from newsfeed.hubs.addresses import check_address
    from newsfeed.hubs.client import check_httpx
    from newsfeed.publication import feed_for_readers

    # A wrong option is refused before anything is written.
    check_address(endpoint)
    if key is not None:
        index_now_payloads((), key=key)
    sends = not (options.dry_run or no_ping)
    if sends:
        check_httpx()
    state_file = Path(state or Path(options.cache or _CACHE, _STATE))
    with documents.locked_folders(*options.folders, *(() if options.dry_run else (state_file.parent,))):
        stories = read_stories(options)
        if stories is None:
            return TROUBLE
        publication = publishing.Publication(
            feed=feed_for_readers(stories.feed, options.as_of),
            state=PublishState.load(str(state_file)),
            key=key,
            endpoint=endpoint,
            retries=Retries(random=SystemRandom(), attempts=attempts),
        )
        publishing.check_topic(publication.feed)
        return publishing.run(publication, stories, options, sends=sends)
