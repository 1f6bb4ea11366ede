"""Writer of the list of a feed's stories in the form of `llms.txt` (llmstxt.org).

The title is the only required part. The description follows as a block quote, then what the feed says about itself as a
list, then the stories as links. There is no section "Optional": it would need a judgment which stories can be left out.
"""

from typing import Final

from newsfeed.contexts import Site
from newsfeed.errors import WriteError
from newsfeed.formats.markdown.escaping import guarded, heading, link, plain
from newsfeed.formats.markdown.facts import fact_lines, one_line
from newsfeed.model import Feed, Story
from newsfeed.rendering.sinks import Write

STORIES: Final = "Stories"
"""The heading above the stories; the names of the parts of a page would make a page of the list."""


class IndexWriter:
    """Writer of a list, a line for each story; made by `open_writer`."""

    def __init__(self, write: Write, feed: Feed, site: Site) -> None:
        if not feed.title:
            raise WriteError("feed.title", "llms.txt requires a title: set a title")
        self._write = write
        self._site = site
        self._has_stories = False
        lines = [f"# {heading(one_line(feed.title) or STORIES)}"]
        if one_line(feed.description):
            lines += ["", f"> {guarded(plain(one_line(feed.description)))}"]
        if facts := list(fact_lines(feed)):
            lines += ["", *facts]
        write("".join(f"{line}\n" for line in lines).encode())

    def write(self, story: Story) -> None:
        """Write the line of a story; a story without an address has none."""
        url = self._site.page_of(story)
        if url is None:
            return
        line = f"- {link(one_line(story.headline) or url, url)}"
        if summary := one_line(story.summary):
            line += f": {plain(summary)}"
        self._write(f"{line}\n".encode() if self._has_stories else f"\n## {STORIES}\n\n{line}\n".encode())
        self._has_stories = True

    def close(self) -> None:
        """End the document; nothing is written after the last story."""
