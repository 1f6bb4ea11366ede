"""The peer: the same stories from feedgen in FastAPI, under uvicorn with the settings of `newsfeed serve`.

Run as `python -m benchmarks.load.peer COUNT`; prints its address.
"""

import json
import socket
import sys
from datetime import datetime
from typing import Final, NamedTuple

import uvicorn
from fastapi import FastAPI
from fastapi.middleware.gzip import GZipMiddleware
from fastapi.responses import Response
from feedgen.feed import FeedGenerator

import newsfeed
from benchmarks.load.stories import START, story_of

MEDIA_TYPE: Final = "application/rss+xml"


class Row(NamedTuple):
    """A story as a database returns it."""

    id: str
    url: str
    title: str
    summary: str
    html: str
    authors: list[str]
    language: str
    categories: list[str]
    enclosure: tuple[str, str, str] | None
    published: datetime


def rows(count: int) -> list[Row]:
    """Return the rows of the stories, the newest first."""
    stories = [story_of(number, 1) for number in reversed(range(count))]
    feed = newsfeed.Feed(title="Load", url="https://news.example.com/", stories=stories)
    items = json.loads(newsfeed.dumps(feed, "jsonfeed"))["items"]
    return [
        Row(
            id=story.id,
            url=story.url or "",
            title=story.headline,
            summary=str(story.summary),
            html=item["content_html"],
            authors=[author.name for author in story.authors],
            language=story.language or "en",
            categories=_categories(story),
            enclosure=next(((media.url, str(media.length or 0), media.type or "") for media in story.media), None),
            published=story.published or START,
        )
        for story, item in zip(stories, items, strict=True)
    ]


def _categories(story: newsfeed.Story) -> list[str]:
    """Return the names of topics, the subject codes and the keywords, each once."""
    topics = [topic.name for topic in story.topics]
    return list(dict.fromkeys([*topics, *(category.term for category in story.categories), *story.keywords]))


def feed_of(stories: list[Row]) -> bytes:
    """Return the feed as feedgen's documentation shows it; entries are appended, since prepending takes quadratic time."""
    generator = FeedGenerator()
    generator.load_extension("dc", atom=False, rss=True)
    generator.title("The Harbour Desk: explainers")
    generator.link(href="https://news.example.com/explainers/", rel="alternate")
    generator.description("What happened, what is behind it, and what to ask next.")
    generator.language("en")
    for row in stories:
        entry = generator.add_entry(order="append")
        entry.guid(row.id)
        entry.title(row.title)
        entry.link(href=row.url)
        entry.summary(row.summary)
        entry.content(row.html, type="html")
        entry.published(row.published)
        entry.dc.dc_creator(row.authors)
        entry.dc.dc_language(row.language)
        entry.category([{"term": category} for category in row.categories])
        if row.enclosure is not None:
            entry.enclosure(*row.enclosure)
    return bytes(generator.rss_str())


def app_of(count: int) -> FastAPI:
    """Return the app: the feed made for each request, and as a yardstick the same bytes made once."""
    app = FastAPI()
    app.add_middleware(GZipMiddleware)
    stories = rows(count)
    finished = feed_of(stories)

    @app.get("/feed.rss")
    async def feed() -> Response:  # in the event loop, which is faster than in a thread
        return Response(feed_of(stories), media_type=MEDIA_TYPE)

    @app.get("/finished.rss")
    async def finished_feed() -> Response:
        return Response(finished, media_type=MEDIA_TYPE)

    return app


def main(count: int) -> None:
    """Serve on a free port until a signal comes."""
    app = app_of(count)
    with socket.create_server(("127.0.0.1", 0), backlog=2048) as listener:
        print(f"at http://127.0.0.1:{listener.getsockname()[1]}/", flush=True)
        config = uvicorn.Config(app, access_log=False, lifespan="off", log_config=None, server_header=False)
        uvicorn.Server(config).run(sockets=[listener])


if __name__ == "__main__":
    main(int(sys.argv[1]))
