"""The JSON-LD of a page as a script element, written by the JSON-LD format."""

from newsfeed.io.json import escape_for_script
from newsfeed.model import Feed, Story
from newsfeed.plugins import WriteContext, registry

OPENING = '<script type="application/ld+json">'


def linked_data_script(feed: Feed, stories: tuple[Story, ...], context: WriteContext) -> str:
    """Return the JSON-LD of a story's page, or of the page with the stories of a feed, without their bodies.

    No text in it can end the element or open another one.

    Args:
        feed: the feed.
        stories: the stories of the page.
        context: the request for the page.
    """
    chunks: list[bytes] = []
    request = WriteContext(standalone=context.standalone, headings=context.headings, body="none")
    writer = registry["jsonld"].open_writer(chunks.append, feed, request)
    for story in stories:
        writer.write(story)
    writer.close()
    return f"{OPENING}{escape_for_script(b''.join(chunks)).decode()}</script>"
