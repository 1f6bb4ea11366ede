"""Writer of a list of subscriptions in TOML."""

import attrs

from newsfeed.errors import ModelError, WriteError
from newsfeed.model import Feed, Story
from newsfeed.plain_data.toml_writer import format_toml
from newsfeed.plain_data.unstructure import unstructure
from newsfeed.plugins import WriteContext
from newsfeed.rendering.sinks import Write


class Writer:
    """Writer of a list; all of it is written before the first story, and stories are left out."""

    def write(self, story: Story) -> None:
        """Leave a story out: a list of feeds has none."""

    def close(self) -> None:
        """Do nothing: the list is complete."""


def open_writer(write: Write, feed: Feed, context: WriteContext) -> Writer:
    """Write a list.

    Args:
        write: destination of the bytes.
        feed: the feed with the subscriptions.
        context: the caller's options.

    Raises:
        WriteError: the document is of a story alone, or an extension has an attribute twice.
    """
    if context.standalone:
        raise WriteError("story", "a list of subscriptions has no stories: write a feed")
    try:
        values = unstructure(attrs.evolve(feed, stories=()))
    except ModelError as error:
        raise WriteError("feed.extensions", error.reason) from None
    # An empty list still identifies the document as a list of subscriptions.
    write(format_toml({**values, "subscriptions": values.get("subscriptions", [])}).encode())
    return Writer()
