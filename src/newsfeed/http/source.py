"""Sources of stories: the two methods that a server calls, and their results."""

from collections.abc import Callable
from datetime import datetime
from typing import Protocol, runtime_checkable

from newsfeed.classes.frozen import frozen
from newsfeed.model import Feed, Story


@frozen(kw_only=True)
class Entry:
    """A story in a source; it is loaded only if a response has to be rendered.

    Attributes:
        slug: the last part of its address, `/stories/<slug>`. It never changes, and no other story has it.
        digest: changes whenever the story does, such as a hash of its JSON; ASCII letters and digits.
        modified: the moment since which readers get the story in this form: its last change, or the end of its embargo if that
            is later. Aware datetime.
        load: returns the story.
    """

    slug: str
    digest: str
    modified: datetime
    load: Callable[[], Story]


@frozen(kw_only=True)
class Page:
    """Some stories of a source, the newest first.

    Attributes:
        feed: the values of the feed; its own stories are ignored.
        entries: the stories.
        modified: the moment of the last change of the page, also by a story that was removed. Aware datetime.
        next: the cursor of the page with older stories, made of letters, digits, `-`, `_`, `.` and `~`; None for the last page.
        first: True for the page with the newest stories.
    """

    feed: Feed
    entries: tuple[Entry, ...] = ()
    modified: datetime
    next: str | None = None
    first: bool = True


@runtime_checkable
class Source(Protocol):
    """Stories that are served. Both methods are called from several threads at once."""

    def page(self, cursor: str | None, as_of: datetime, /) -> Page | None:
        """Return a page of the stories that readers may get.

        A page has the stories that `newsfeed.dumps` writes for readers as of a moment: none that is withheld, under embargo
        or expired, and of canceled ones only the notices.

        Args:
            cursor: `Page.next` of the page before; None for the first page.
            as_of: the present. Aware datetime.

        Returns:
            the page; None if there is no such cursor.
        """
        ...

    def story(self, slug: str, as_of: datetime, /) -> Entry | None:
        """Return a story that readers may get; None if there is none with this slug."""
        ...
