"""People and organizations in RSS: one author as a mailbox, everybody else as names in Dublin Core."""

from collections.abc import Iterator

from newsfeed.model import Agent, Feed, Story
from newsfeed.rendering.elements import element
from newsfeed.rendering.markup import MarkupBuilder


def mailbox(agents: tuple[Agent, ...]) -> str:
    """Return a single author with an e-mail address as `address (name)`, or "" if RSS cannot write them so.

    RSS has at most one author, and the name is a comment of the address, which cannot hold parentheses (RFC 822, 3.4.3).
    """
    if len(agents) != 1 or not agents[0].email or not set("()\\").isdisjoint(agents[0].name):
        return ""
    return f"{agents[0].email} ({agents[0].name})"


def add_people(builder: MarkupBuilder, story: Story) -> None:
    """Add the authors, contributors and publisher of an item.

    Each author is a `<dc:creator>`, since many readers show the text of `<author>` as it is. A single author with an e-mail
    address is also the `<author>`, which must have one; both are read back as one person.
    """
    if address := mailbox(story.authors):
        builder.text("<author>", address, "</author>\n")
    for agent in story.authors:
        builder.text("<dc:creator>", agent.name, "</dc:creator>\n")
    for agent in story.contributors:
        builder.text("<dc:contributor>", agent.name, "</dc:contributor>\n")
    if story.publisher:
        builder.text("<dc:publisher>", story.publisher.name, "</dc:publisher>\n")


def channel_people(feed: Feed) -> Iterator[str]:
    """Yield the elements for the authors and the publisher of a channel."""
    if address := mailbox(feed.authors):
        yield element("managingEditor", address)
    else:
        yield from (element("dc:creator", agent.name) for agent in feed.authors)
    if feed.publisher:
        yield element("dc:publisher", feed.publisher.name)
