"""Write stories as JSON-LD: one document with one graph, streamed story by story; or a script element for a page."""

from newsfeed.formats.jsonld.graph import CONTEXT, feed_base, feed_nodes, story_nodes
from newsfeed.formats.jsonld.losses import feed_losses, losses
from newsfeed.headings import Headings
from newsfeed.io import json
from newsfeed.model import Feed, Story
from newsfeed.rendering.cache import RenderCache
from newsfeed.rendering.sinks import DocumentSink, Write, open_sink

__all__ = ["feed_losses", "losses", "open_writer", "story_json", "to_script"]


class Writer:
    """Writes the nodes of each story as it comes.

    Args:
        sink: takes the bytes.
        headings: the house's.
        site: the identifier of the WebSite that the articles are part of; None for a document of one story.
    """

    def __init__(self, sink: DocumentSink, headings: Headings | None, site: str | None) -> None:
        self._sink = sink
        self._headings = headings
        self._site = site
        self._separator = b"" if site is None else b",\n"

    def write(self, story: Story) -> None:
        """Write the nodes of one story."""
        if self._separator:
            self._sink.write(self._separator)
        self._sink.write_item(story, self._nodes)
        self._separator = b",\n"

    def _nodes(self, story: Story) -> bytes:
        return story_json(story, headings=self._headings, part_of=self._site)

    def close(self) -> None:
        """End the graph and the document."""
        self._sink.write(b"\n]}\n")
        self._sink.close()


def story_json(story: Story, *, headings: Headings | None = None, part_of: str | None = None) -> bytes:
    """Give the nodes of one story as they stand in a graph: JSON objects with a comma between two.

    Args:
        story: what to describe.
        headings: the house's, for the text of the body.
        part_of: the identifier of the WebSite that the article is part of.
    """
    return json.encode(story_nodes(story, headings=headings, part_of=part_of))[1:-1]


def open_writer(
    write: Write,
    feed: Feed,
    *,
    single: bool = False,
    headings: Headings | None = None,
    cache: RenderCache | None = None,
) -> Writer:
    """Begin a document (JSON-LD 1.1, 4.9 Named Graphs: one context, one `@graph`).

    Args:
        write: where the bytes go.
        feed: becomes a WebSite that each article is part of.
        single: the document is of one story: the feed has no node.
        headings: the house's, for the text of the body; None takes those of the story's language.
        cache: of rendered stories.
    """
    site = None if single else f"{feed_base(feed)}website"
    sink = open_sink(write, cache, ("jsonld", headings, site))
    sink.write(b'{"@context":"' + CONTEXT.encode() + b'","@graph":[\n')
    if not single:
        sink.write(json.encode(feed_nodes(feed))[1:-1])
    return Writer(sink, headings, site)


def to_script(item: Feed | Story, *, headings: Headings | None = None) -> str:
    """Give a feed or story as one script element of an HTML page, which no text in it can end or break out of.

    Args:
        item: what to describe.
        headings: the house's, for the text of the body.
    """
    parts: list[bytes] = []
    single = isinstance(item, Story)
    feed = Feed(title=item.headline) if isinstance(item, Story) else item
    writer = open_writer(parts.append, feed, single=single, headings=headings)
    for story in (item,) if isinstance(item, Story) else item.stories:
        writer.write(story)
    writer.close()
    return f'<script type="application/ld+json">{json.in_script(b"".join(parts)).decode()}</script>'
