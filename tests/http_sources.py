"""A source of stories in memory, which counts how often they are loaded, and shorthands for requests."""

from collections.abc import Callable
from datetime import UTC, datetime, timedelta

from newsfeed.http import Entry, Page, Rendered, Request, Settings, respond
from newsfeed.model import Feed, Story

BASE = "https://desk.example.com/"
NOW = datetime(2026, 11, 10, 12, 0, 0, tzinfo=UTC)
CHANGED = datetime(2026, 11, 10, 9, 30, 15, 250_000, tzinfo=UTC)
FEED = Feed(
    title="The Harbour Desk",
    url="https://news.example.com/",
    feed_url="https://news.example.com/feed",
    language="en",
    publisher="The Harbour Desk",
    updated=datetime(2026, 11, 9, tzinfo=UTC),
)


def story(number: int, **values: object) -> Story:
    """Return a story that every format can have."""
    fields: dict[str, object] = {
        "id": f"tag:news.example.com,2026:{number}",
        "url": f"https://news.example.com/{number}",
        "headline": f"Story {number}",
        "summary": f"What happened in case {number}, and what is behind it. " * 12,
        "authors": ["Jo Farrow"],
        "published": datetime(2026, 11, 1, tzinfo=UTC) + timedelta(hours=number),
    }
    return Story(**{**fields, **values})


class MemorySource:
    """Stories in a list, newest first, in pages of a size.

    Attributes:
        loads: the number of times that a story was loaded.
    """

    is_ready = True

    def __init__(
        self, stories: list[Story], feed: Feed = FEED, *, size: int = 50, modified: datetime = CHANGED
    ) -> None:
        self.stories = stories
        self.feed = feed
        self.size = size
        self.modified = modified
        self.versions: dict[str, int] = {}
        self.loads = 0

    def page(self, cursor: str | None, _as_of: datetime, /) -> Page | None:
        start = int(cursor or 0)
        if start and start >= len(self.stories):
            return None
        end = start + self.size
        return Page(
            feed=self.feed,
            entries=tuple(self._entry(item) for item in self.stories[start:end]),
            modified=self.modified,
            next=str(end) if end < len(self.stories) else None,
            first=not start,
        )

    def story(self, slug: str, _as_of: datetime, /) -> Entry | None:
        return next((self._entry(item) for item in self.stories if self._slug(item) == slug), None)

    @staticmethod
    def _slug(item: Story) -> str:
        return item.id.rpartition(":")[2]

    def _entry(self, item: Story) -> Entry:
        slug = self._slug(item)
        return Entry(
            slug=slug, digest=f"v{self.versions.get(slug, 1)}", modified=self.modified, load=self._loader(item)
        )

    def _loader(self, item: Story) -> Callable[[], Story]:
        def load() -> Story:
            self.loads += 1
            return item

        return load


def settings(**values: object) -> Settings:
    """Return settings with a clock that stands still."""
    return Settings(**{"clock": lambda: NOW, **values})


def get(source: object, path: str = "/feed", chosen: Settings | None = None, **headers: str) -> Rendered:
    """Return the response to a GET; `_` in the names of headers stands for `-`."""
    return ask(source, "GET", path, chosen, **headers)


def ask(source: object, method: str, path: str, chosen: Settings | None = None, **headers: str) -> Rendered:
    """Return the response to a request."""
    path, _, query = path.partition("?")
    fields = {name.replace("_", "-"): value for name, value in headers.items()}
    request = Request(method=method, path=path, query=query, headers=fields, base=BASE)
    return respond(source, request, chosen or settings())


def body(rendered: Rendered) -> bytes:
    """Return the whole body of a response."""
    return b"".join(rendered.body)
