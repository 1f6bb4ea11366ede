"""Writer of standard.site: the record of a document, or a list of the records of a publication and its documents.

The list has the form in which a server returns records (`com.atproto.repo.listRecords`), without the hashes that it adds.
"""

from collections.abc import Iterable
from typing import Final

from newsfeed.body import xhtml
from newsfeed.body.plain_text import plain_text
from newsfeed.formats.standardsite.names import (
    AUTHOR,
    CONTRIBUTOR,
    DID,
    DOCUMENT,
    DOCUMENT_URI,
    HTML,
    PUBLICATION,
    PUBLICATION_URI,
    WEB_ORIGIN,
)
from newsfeed.headings import Headings
from newsfeed.io.json import encode
from newsfeed.model import Agent, Feed, Story
from newsfeed.plugins import WriteContext
from newsfeed.reading.json.json_types import JsonObject
from newsfeed.rendering.sinks import Write
from newsfeed.values.dates import rfc3339
from newsfeed.values.xml_chars import trim

NO_FEED: Final = Feed()


class DocumentWriter:
    """Writer of the record of one story."""

    def __init__(self, write: Write, feed: Feed, headings: Headings | None) -> None:
        self._write = write
        self._feed = feed
        self._headings = headings

    def write(self, story: Story) -> None:
        """Write the record, inside an object with its address if the story has one on the AT Protocol."""
        entry = document(story, self._feed, self._headings)
        self._write(encode(entry if "uri" in entry else entry["value"]) + b"\n")

    def close(self) -> None:
        """Do nothing: the document ends with its record."""


class FeedWriter:
    """Writer of a list of records, one per line."""

    def __init__(self, write: Write, feed: Feed, headings: Headings | None) -> None:
        self._write = write
        self._feed = feed
        self._headings = headings
        write(b'{"records":[\n' + encode(publication(feed)))

    def write(self, story: Story) -> None:
        """Write the record of a story; withheld and canceled stories have none."""
        if story.status == "usable":
            self._write(b",\n" + encode(document(story, self._feed, self._headings)))

    def close(self) -> None:
        """Write the end of the list."""
        self._write(b"\n]}\n")


def open_writer(write: Write, feed: Feed, context: WriteContext) -> DocumentWriter | FeedWriter:
    """Begin the document of a feed, or of one story if `standalone` is true."""
    if context.standalone:
        return DocumentWriter(write, feed, context.headings)
    return FeedWriter(write, feed, context.headings)


def document(story: Story, feed: Feed = NO_FEED, headings: Headings | None = None) -> JsonObject:
    """Return the record of a story as `value`, with its address as `uri` if the id of the story is one."""
    html = xhtml.render(story, headings=headings)
    site, path = _site_and_path(story.url, feed)
    record: JsonObject = {
        "$type": DOCUMENT,
        "site": site,
        "path": path,
        "title": story.headline,
        "description": trim(str(story.summary)),
        "contributors": [
            *_contributors(story.authors, is_author=True),
            *_contributors(story.contributors, is_author=False),
        ],
        "publishedAt": rfc3339(story.published) if story.published else None,
        "updatedAt": rfc3339(story.updated) if story.updated else None,
        "tags": [*story.keywords],
        "textContent": plain_text(story, headings),
        "content": {"$type": HTML, "html": html} if html else None,
    }
    return _entry(story.id if DOCUMENT_URI.fullmatch(story.id) else None, record)


def publication(feed: Feed) -> JsonObject:
    """Return the record of a feed without its stories as `value`, with its address as `uri` if the id of the feed is one."""
    record: JsonObject = {
        "$type": PUBLICATION,
        "url": _base(feed),
        "name": feed.title,
        "description": trim(str(feed.description)),
    }
    return _entry(feed.id if feed.id and PUBLICATION_URI.fullmatch(feed.id) else None, record)


def did_of(agent: Agent) -> str | None:
    """Return the account of an agent on the AT Protocol, or None if it has none."""
    return next((address for address in agent.same_as if DID.fullmatch(address)), None)


def _entry(uri: str | None, record: JsonObject) -> JsonObject:
    value: JsonObject = {name: member for name, member in record.items() if member not in (None, "", [])}
    entry: JsonObject = {"value": value}
    return {"uri": uri, **entry} if uri else entry


def _base(feed: Feed) -> str | None:
    """Return the address of a publication without a slash at its end, since paths begin with one."""
    return feed.url.rstrip("/") if feed.url and WEB_ORIGIN.fullmatch(feed.url) else None


def _site_and_path(url: str | None, feed: Feed) -> tuple[str | None, str | None]:
    """Return the two members that are the address of a story; one outside the publication belongs to a site of its own."""
    base = _base(feed)
    uri = feed.id if base and feed.id and PUBLICATION_URI.fullmatch(feed.id) else None
    match = WEB_ORIGIN.fullmatch(url or "")
    if url is None or match is None:
        return uri or base, None
    if base and url.startswith(f"{base}/"):
        return uri or base, url.removeprefix(base)
    path = match["rest"]
    return match["origin"], path if path.startswith("/") else f"/{path}"


def _contributors(agents: Iterable[Agent], *, is_author: bool) -> list[JsonObject]:
    """Return the agents that have an account; the lexicon requires it."""
    records: list[JsonObject] = []
    for agent in agents:
        did = did_of(agent)
        if did is not None:
            role = agent.role if not is_author and agent.role not in ("", AUTHOR) else CONTRIBUTOR
            records.append({"did": did, "role": AUTHOR if is_author else role, "displayName": agent.name})
    return records
