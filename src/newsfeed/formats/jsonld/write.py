"""Writer of JSON-LD: a document with one graph, streamed story by story, or a script element for an HTML page."""

from newsfeed.formats.jsonld.body_modes import DEFAULT
from newsfeed.formats.jsonld.graph_layout import CONTEXT, feed_base
from newsfeed.formats.jsonld.write_graph import feed_nodes, story_nodes
from newsfeed.headings import Headings
from newsfeed.io import json
from newsfeed.model import Feed, Story
from newsfeed.plugins import BodyMode, WriteContext
from newsfeed.rendering.sinks import DocumentSink, Write, open_sink


class Writer:
    """Streaming writer of the stories of one document.

    Args:
        sink: takes the bytes of the document, whose beginning it has already.
        headings: the publisher's headings for the body; None for those of each story's language.
        site: the identifier of the WebSite that the articles are part of; None for a document of a single story.
        body: how much of the body is written.
    """

    def __init__(self, sink: DocumentSink, headings: Headings | None, site: str | None, body: BodyMode) -> None:
        self._sink = sink
        self._headings = headings
        self._site = site
        self._body: BodyMode = body
        self._separator = b"" if site is None else b",\n"

    def write(self, story: Story) -> None:
        """Write the nodes of one story; a withheld or canceled story has none, since graphs are public."""
        if story.status != "usable":
            return
        if self._separator:
            self._sink.write(self._separator)
        self._sink.write_item(story, self._render)
        self._separator = b",\n"

    def _render(self, story: Story) -> bytes:
        return story_json(story, headings=self._headings, part_of=self._site, body=self._body)

    def close(self) -> None:
        """Write the end of the graph and of the document."""
        self._sink.write(b"\n]}\n")
        self._sink.close()


def story_json(
    story: Story, *, headings: Headings | None = None, part_of: str | None = None, body: BodyMode = DEFAULT
) -> bytes:
    """Return the nodes of a story as they are written into a graph: JSON objects, separated by commas.

    Args:
        story: the story.
        headings: the publisher's headings for the body; None for those of the story's language.
        part_of: the identifier of the WebSite that the article is part of.
        body: how much of the body is written.
    """
    return json.encode(story_nodes(story, headings=headings, part_of=part_of, body=body))[1:-1]


def open_writer(write: Write, feed: Feed, context: WriteContext) -> Writer:
    """Begin a document: an object with one context and one graph (JSON-LD 1.1, 4.9).

    Args:
        write: takes the bytes of the document.
        feed: the feed, written as the WebSite that each article is part of.
        context: the caller's options.
    """
    site = None if context.standalone else f"{feed_base(feed)}website"
    sink = open_sink(write, context.cache, ("jsonld", context.headings, site, context.body))
    sink.write(b'{"@context":"' + CONTEXT.encode() + b'","@graph":[\n')
    if not context.standalone:
        sink.write(json.encode(feed_nodes(feed))[1:-1])
    return Writer(sink, context.headings, site, context.body)


def to_script(item: Feed | Story, *, headings: Headings | None = None, body: BodyMode = "none") -> str:
    """Return a feed or story as a script element with JSON-LD, to be placed anywhere in an HTML page.

    No text can end the element or open another one: `<`, `>`, `&`, U+2028 and U+2029 are written as JSON escapes.

    Args:
        item: the feed or story.
        headings: the publisher's headings for the body; None for those of each story's language.
        body: how much of the body is written: nothing by default, since the page has it already.

    Returns:
        one `script` element, without a line end after it; "" for a story that is withheld or canceled.

    Example:
        `to_script(Story(id="tag:example.org,2026:1", headline="Fish & chips"))` returns (the second line is wrapped here):

            <script type="application/ld+json">{"@context":"https://schema.org","@graph":[
            {"@type":"NewsArticle","@id":"tag:example.org,2026:1#article","identifier":"tag:example.org,2026:1",
             "headline":"Fish \\u0026 chips","version":1,"creativeWorkStatus":"Published"}
            ]}
            </script>
    """
    chunks: list[bytes] = []
    if isinstance(item, Story):
        if item.status != "usable":
            return ""
        context = WriteContext(standalone=True, headings=headings, body=body)
        writer = open_writer(chunks.append, Feed(title=item.headline), context)
        writer.write(item)
    else:
        writer = open_writer(chunks.append, item, WriteContext(headings=headings, body=body))
        for story in item.stories:
            writer.write(story)
    writer.close()
    return f'<script type="application/ld+json">{json.escape_for_script(b"".join(chunks)).decode()}</script>'
