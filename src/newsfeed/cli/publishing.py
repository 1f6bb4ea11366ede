"""Publishing a folder: the build, the notices that are due after it, and the state of the notices that were sent."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from pathlib import Path
from typing import Final

import attrs

from newsfeed.cli import output_files
from newsfeed.cli.build import BuildOptions, ReadStories, WrittenFolder, write_folder
from newsfeed.cli.publish_state import UNKNOWN, PublishState
from newsfeed.cli.terminal import print_message, print_note, print_text
from newsfeed.compare import diff
from newsfeed.compare.indexnow import IndexNowPayload, changed_urls, index_now_payloads
from newsfeed.errors import ArgumentError, NewsfeedError
from newsfeed.hubs import Client, Notice, Retries, submit
from newsfeed.hubs.notices import Ping, pings
from newsfeed.io.files import readable
from newsfeed.io.folders import Folder
from newsfeed.model import Feed
from newsfeed.reports.printing import counted, printable

_PUBLISHED: Final = "feed.json"
"""The file of a folder that has every field that readers may see."""


@attrs.frozen(kw_only=True)
class Publication:
    """A feed and those to tell about it.

    Attributes:
        feed: the feed as readers get it.
        state: the state of former runs.
        key: the key for IndexNow, or None.
        endpoint: the address of IndexNow.
        retries: the number of attempts, and the waits.
    """

    feed: Feed
    state: PublishState
    key: str | None
    endpoint: str
    retries: Retries

    def send(self, due: Sequence[Ping], versions: Mapping[str, str]) -> Iterator[Notice]:
        """Send the notices that are due, one after the other, and remember each success at once."""
        # The publisher has written these addresses, so that they may be in its own network.
        client = Client(allow_private=True, max_redirects=0)
        for ping in due:
            notice = ping.send(client, self.retries)
            if notice.delivered:
                self.state.set_version(ping.receiver, ping.topic, versions[ping.topic])
                self.state.save()
            yield notice
        for payload in self.payloads():
            (notice,) = submit([payload], client=client, retries=self.retries, endpoint=self.endpoint)
            if notice.delivered:
                self.state.urls -= set(payload["urlList"])
                self.state.save()
            yield notice

    def payloads(self) -> list[IndexNowPayload]:
        """Return the payloads for all addresses that IndexNow is still to be told about."""
        return [] if self.key is None else index_now_payloads(sorted(self.state.urls), key=self.key)


def check_topic(feed: Feed) -> None:
    """Refuse a feed with hubs and without an address that they could fetch.

    Raises:
        ArgumentError: the feed has no `feed_url`.
    """
    if feed.hubs and not feed.feed_url:
        raise ArgumentError("the feed names a hub, and has no feed_url for the hub to fetch: add it to feed.toml")


def run(publication: Publication, stories: ReadStories, options: BuildOptions, *, sends: bool) -> int:
    """Write the folder, then send the notices that are due.

    Args:
        publication: the feed, and those to tell about it.
        stories: the stories of the build.
        options: the options of the build.
        sends: False to leave the notices to the next run.

    Returns:
        the exit code.
    """
    state = publication.state
    if publication.key is not None:
        changes = diff(_former_feed(options.output), publication.feed)
        state.urls |= {
            url
            for payload in index_now_payloads(changed_urls(changes), key=publication.key)
            for url in payload["urlList"]
        }
        if not options.dry_run:
            # Kept before anything is written: a run that is killed from here on loses no address.
            state.save()
    folder = write_folder(stories, options)
    versions = _versions(folder)
    # Clouds are for feeds, and not for the list of stories as HTML.
    named = [
        ping
        for ping in pings(publication.feed, versions)
        if ping.cloud is None or ping.topic == publication.feed.feed_url
    ]
    due = _due(named, versions, folder, state)
    if options.dry_run:
        _show_plan(due, publication.payloads())
        return folder.code
    if not folder.code:
        # A document that was not written has no version, and its receivers are still of this feed.
        state.keep_only(ping.receiver for ping in named)
    for ping in due:
        state.set_version(ping.receiver, ping.topic, UNKNOWN)
    if named or state.versions or publication.key is not None:
        state.save()
    if folder.code:
        print_message("nothing is sent, because not everything could be read and written: correct it and publish again")
        return folder.code
    if not sends:
        return 0
    if not named and publication.key is None:
        print_note("nobody is told: the feed names no hub, and there is no --indexnow-key")
    failures = [notice for notice in publication.send(due, versions) if not _show(notice)]
    return 1 if failures else 0


def _former_feed(output: str) -> Feed:
    """Return the feed that the folder has now; an empty one if there is none, so that every story is new."""
    from newsfeed.api import loads

    with Folder(output) as folder:
        data = folder.read(_PUBLISHED)
    if data is None:
        return Feed()
    try:
        return loads(data)
    except NewsfeedError as error:
        path = readable(str(Path(output, _PUBLISHED)))
        print_note(f"{path}: cannot be read, so every story counts as new: {error}")
        return Feed()


def _versions(folder: WrittenFolder) -> dict[str, str]:
    """Return a digest of the documents of each topic: of the feeds by their address, and of the list of stories by its."""
    documents: dict[str, list[str]] = {}
    for topic, path, data in _topics(folder):
        documents.setdefault(topic, []).append(f"{path} {output_files.digest(data)}")
    return {topic: output_files.digest("\n".join(sorted(lines)).encode()) for topic, lines in documents.items()}


def _topics(folder: WrittenFolder) -> Iterator[tuple[str, str, bytes]]:
    """Yield topic, path and bytes of each document that names its hubs: RSS, Atom, JSON Feed, and the list as HTML."""
    for result in folder.results:
        if (
            not isinstance(result.item, Feed)
            or not result.written
            or (result.item.paging and result.item.paging.archive)
        ):
            continue
        topic = result.item.feed_url if result.format.subscribable else None
        if result.format.name == "html":
            topic = result.item.url
        if topic and pings(result.item, [topic]):
            yield topic, result.path, result.data


def _due(named: Iterable[Ping], versions: Mapping[str, str], folder: WrittenFolder, state: PublishState) -> list[Ping]:
    """Return the notices to send: of versions that the receiver was not told about.

    A receiver that the state does not have is told if this run has written a document of the topic.
    """
    written = {topic for topic, path, _ in _topics(folder) if path in folder.tally.changed}
    due = []
    for ping in named:
        version = state.version(ping.receiver, ping.topic)
        if ping.topic in written if version is None else version != versions[ping.topic]:
            due.append(ping)
        elif version is None:
            state.set_version(ping.receiver, ping.topic, versions[ping.topic])
    return due


def _show_plan(due: Sequence[Ping], payloads: Sequence[IndexNowPayload]) -> None:
    for ping in due:
        print_text(f"would tell {printable(ping.receiver)} about {printable(ping.topic)}\n")
    for payload in payloads:
        print_text(
            f"would tell IndexNow about {counted(len(payload['urlList']), 'URL')} of {printable(payload['host'])}\n"
        )
    print_text("dry run: nothing was written or sent\n")


def _show(notice: Notice) -> bool:
    """Print the outcome of a notice, and return whether it was delivered."""
    if notice.delivered:
        print_note(f"{notice.receiver}: told about {notice.topic}")
    else:
        print_message(f"{notice.receiver}: not told about {notice.topic}: {notice.error}; the next run tells it again")
    return notice.delivered
