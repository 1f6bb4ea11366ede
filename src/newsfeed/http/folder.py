"""Source of the stories in a folder that is watched for changes."""

import bisect
import logging
import os
import threading
import time
from collections.abc import Iterable, Mapping
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Final

import attrs

from newsfeed.errors import ArgumentError, ModelError, NewsfeedError
from newsfeed.http.conditions import digest
from newsfeed.http.folder_files import FileVersion, Look, read_versions, scan, stamp_of
from newsfeed.http.folder_view import HeldStory, View, cursor_after, key_of, view_of
from newsfeed.http.source import Entry, Page
from newsfeed.io import json
from newsfeed.knowledge.outlet import Outlet
from newsfeed.model import Feed, Story
from newsfeed.plain_data import to_dict
from newsfeed.site.collecting import collect, read_feed_values
from newsfeed.site.documents import ReadingOptions
from newsfeed.site.names import page_names

_logger: Final = logging.getLogger("newsfeed.http")

_EPOCH: Final = datetime(1970, 1, 1, tzinfo=UTC)
_REMEMBERED_PAGES: Final = 256
"""Number of pages that are kept as they were made, so that they are recognized."""

_NO_OUTLETS: Final[tuple[Outlet, ...]] = ()


@attrs.frozen
class _FeedValues:
    """The values of the feed, from its file or as they were passed.

    Attributes:
        feed: the values; None takes those of the first file with a feed.
        outlets: the outlets of the house that the file lists.
        changed: the last change of the file, in nanoseconds since the epoch; 0 without a file.
    """

    feed: Feed | None
    outlets: tuple[Outlet, ...] = _NO_OUTLETS
    changed: int = 0


@attrs.frozen
class _Snapshot:
    """Everything that was read at one moment. It never changes, so that threads can share it.

    Attributes:
        values: the values of the feed as they were read.
        versions: the files, by their paths.
        feed: the feed without its stories.
        stories: the stories in their order.
        modified: the moment of the last change. Aware datetime.
    """

    values: _FeedValues
    versions: Mapping[str, FileVersion]
    feed: Feed
    stories: tuple[HeldStory, ...]
    modified: datetime


class FolderSource:
    """Source of the stories in the files of a folder and below it, as `newsfeed build` reads them.

    The folder is looked at again by the first request that comes `interval` after the last look; there is no thread for it.
    Meanwhile other requests get what was read before. A file that cannot be read keeps its former stories, and a warning is
    logged. All stories stay in memory.

    Args:
        folder: the path of the folder.
        feed: the values of the feed, or the path of a feed.toml with them; None takes those of the first file with a feed.
        reading: how to read the files.
        interval: the shortest time between two looks at the folder. Seconds.
        page_size: the number of stories of a page.

    Raises:
        ArgumentError: there is no such folder, or a number is out of range.
        OSError, ReadError, ModelError: the feed.toml cannot be read.
    """

    def __init__(
        self,
        folder: str | os.PathLike[str],
        feed: Feed | str | os.PathLike[str] | None = None,
        *,
        reading: ReadingOptions | None = None,
        interval: float = 1.0,
        page_size: int = 50,
    ) -> None:
        self._folder = os.fspath(folder)
        if not Path(self._folder).is_dir():
            raise ArgumentError(f"FolderSource(): {self._folder!r:.200} is no folder: pass the one with the stories")
        if interval < 0 or page_size < 1:
            raise ArgumentError("FolderSource(): interval must be 0 or more, and page_size 1 or more")
        self._feed = feed if isinstance(feed, Feed) or feed is None else os.fspath(feed)
        self._reading = reading or ReadingOptions()
        self._interval = interval
        self._page_size = page_size
        self._snapshot: _Snapshot | None = None
        self._view: tuple[_Snapshot, View] | None = None
        self._scanned = 0.0
        self._unlisted: tuple[str, ...] = ()
        self._lock = threading.Lock()
        self._process = os.getpid()
        if isinstance(self._feed, str):
            read_feed_values(self._feed)

    # --- the protocol -------------------------------------------------------------------------------------------------

    def page(self, cursor: str | None, as_of: datetime, /) -> Page | None:
        """Return a page, as `Source.page`."""
        snapshot, view = self._current(as_of)
        page = view.pages.get(cursor)
        if page is None and (page := self._cut(snapshot, view, cursor)) is not None:
            if len(view.pages) >= _REMEMBERED_PAGES:
                view.pages.clear()
            view.pages[cursor] = page
        return page

    def _cut(self, snapshot: _Snapshot, view: View, cursor: str | None) -> Page | None:
        """Return a new page of the stories of a view."""
        start = 0
        if cursor is not None:
            key = key_of(cursor)
            start = len(view.keys) if key is None else bisect.bisect_right(view.keys, key)
            if start >= len(view.keys):
                return None
        end = start + self._page_size
        return Page(
            feed=snapshot.feed,
            entries=view.entries[start:end],
            modified=max(snapshot.modified, view.since),
            next=cursor_after(view.keys[end - 1]) if end < len(view.keys) else None,
            first=cursor is None,
        )

    def story(self, slug: str, as_of: datetime, /) -> Entry | None:
        """Return a story, as `Source.story`."""
        return self._current(as_of)[1].by_slug.get(slug)

    @property
    def is_ready(self) -> bool:
        """True if the next call reads no file."""
        return self._snapshot is not None and time.monotonic() - self._scanned < self._interval

    # --- reading ------------------------------------------------------------------------------------------------------

    def _current(self, as_of: datetime) -> tuple[_Snapshot, View]:
        """Return the present snapshot and its view at a moment."""
        snapshot = self._refreshed(as_of)
        remembered = self._view
        if remembered is not None and remembered[0] is snapshot and remembered[1].since <= as_of < remembered[1].until:
            return remembered
        self._view = pair = (snapshot, view_of(snapshot.stories, as_of))
        return pair

    def _refreshed(self, as_of: datetime) -> _Snapshot:
        """Return the snapshot, a new one if the last look at the folder is too old and no other thread looks at it."""
        snapshot = self._snapshot
        if snapshot is not None and self.is_ready:
            return snapshot
        lock = self._process_lock()
        # Only the first requests wait; later ones get the former snapshot.
        if snapshot is None:
            lock.acquire()
        elif not lock.acquire(blocking=False):
            return snapshot
        try:
            former, started = self._snapshot, time.monotonic()
            if former is None or not self.is_ready:
                former = self._snapshot = self._read(as_of, former)
                self._scanned = started
            return former
        finally:
            lock.release()

    def _process_lock(self) -> threading.Lock:
        """Return the lock of this process: one that was held when the process was forked would never be released."""
        if self._process != os.getpid():
            self._lock, self._process = threading.Lock(), os.getpid()
        return self._lock

    def _read(self, as_of: datetime, former: _Snapshot | None) -> _Snapshot:
        """Return a snapshot of the folder as it is now; the former one if nothing has changed."""
        started = time.monotonic()
        values = self._read_values(former)
        reading = attrs.evolve(self._reading, outlets=(*self._reading.outlets, *values.outlets))
        known = dict(former.versions) if former is not None and former.values.outlets == values.outlets else {}
        look = scan(self._folder)
        versions = {**self._kept(look, former), **dict(read_versions(look.files, known, reading, as_of))}
        if former is not None and versions == former.versions and values == former.values:
            return former
        feed = collect(values.feed, _feeds(versions), reading.base)
        if former is None:
            changes = (look.changed, values.changed, *(version.changed for version in versions.values()))
            noticed = min(as_of, _moment(max(changes)))
        else:
            noticed = as_of + timedelta(seconds=time.monotonic() - started)
        return self._snapshot_of(values, versions, feed, noticed + 2 * timedelta(seconds=self._interval), former)

    def _kept(self, look: Look, former: _Snapshot | None) -> dict[str, FileVersion]:
        """Return the former versions of the files in folders that cannot be listed now."""
        if look.unlisted != self._unlisted:
            self._unlisted = look.unlisted
            for folder in look.unlisted:
                _logger.warning("%s cannot be listed; its files keep their former versions", ascii(folder))
        if not look.unlisted or former is None:
            return {}
        prefixes = tuple(f"{folder.rstrip(os.sep)}{os.sep}" for folder in look.unlisted)
        return {path: version for path, version in former.versions.items() if path.startswith(prefixes)}

    def _read_values(self, former: _Snapshot | None) -> _FeedValues:
        """Return the values of the feed; a file that cannot be read keeps its former values."""
        if not isinstance(self._feed, str):
            return _FeedValues(self._feed)
        stamp = stamp_of(self._feed)
        if former is not None and stamp is not None and stamp.latest == former.values.changed:
            return former.values
        try:
            feed, outlets = read_feed_values(self._feed)
        except (NewsfeedError, OSError) as error:
            if former is None:
                raise
            _logger.warning("%s cannot be read and keeps its former version: %s", ascii(self._feed), error)
            return former.values
        return _FeedValues(feed, outlets, 0 if stamp is None else stamp.latest)

    def _snapshot_of(
        self,
        values: _FeedValues,
        versions: Mapping[str, FileVersion],
        feed: Feed,
        moment: datetime,
        former: _Snapshot | None,
    ) -> _Snapshot:
        """Return a snapshot; stories that are the same as before keep the moments of their changes.

        A moment is later than the change by two intervals: a process may have served the former document for one after the
        change, and its look at the folder takes time. So of two processes, one that noticed a second change early never gives
        it a date that the other one has sent with the document before.
        """
        feed_values = feed.replace(stories=())
        is_same_feed = former is not None and former.feed == feed_values
        known = {held.story.id: held for held in former.stories} if former is not None and is_same_feed else {}
        stories = _distinct(feed.stories)
        slugs = page_names(stories)
        held_stories = []
        for story in stories:
            content = _story_digest(story)
            before = known.get(story.id)
            is_same = before is not None and before.digest == content and before.slug == slugs[story.id]
            changed = before.changed if before is not None and is_same else moment
            held_stories.append(HeldStory(story, slugs[story.id], content, changed))
        held_stories.sort(key=lambda held: held.key)
        if former is None or not is_same_feed:
            return _Snapshot(values, versions, feed_values, tuple(held_stories), _later(moment, former))
        is_same = [held.identity for held in held_stories] == [held.identity for held in former.stories]
        modified = former.modified if is_same else _later(moment, former)
        return _Snapshot(values, versions, former.feed, tuple(held_stories), modified)


def _later(moment: datetime, former: _Snapshot | None) -> datetime:
    """Return a moment, or that of the former snapshot if the clock was set back."""
    return moment if former is None else max(moment, former.modified)


def _feeds(versions: Mapping[str, FileVersion]) -> list[Feed]:
    return [version.document.feed for version in versions.values() if version.document is not None]


def _moment(nanoseconds: int) -> datetime:
    return _EPOCH + timedelta(microseconds=nanoseconds // 1000)


def _distinct(stories: Iterable[Story]) -> list[Story]:
    """Return the stories with the newest version of each only."""
    newest: dict[str, Story] = {}
    for story in stories:
        other_version = newest.get(story.id)
        if other_version is None:
            newest[story.id] = story
            continue
        _logger.warning("two files have the story %s: its newest version is served", ascii(story.id))
        newest[story.id] = max(other_version, story, key=_version_key)
    return list(newest.values())


def _version_key(story: Story) -> tuple[int, datetime]:
    return (story.version or 0, story.updated or story.published or _EPOCH)


def _story_digest(story: Story) -> str:
    try:
        return digest((json.encode(to_dict(story)).decode(),))
    except ModelError:
        # Plain data cannot hold an extension with the same attribute twice.
        return digest((repr(attrs.astuple(story, recurse=False)), repr(story.extensions)))
