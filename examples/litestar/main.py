"""A news site with Litestar: explainers from a folder below /news, and feeds of the site's own rows at /tides."""

from pathlib import Path

from litestar import HttpMethod, Litestar, route
from litestar.exceptions import NotFoundException

from newsfeed.http import FolderSource
from newsfeed.integrations.litestar import FeedResponse, mount

from tides import ARCHIVE, ROWS, newest, to_story

EXAMPLES = Path(__file__).resolve().parents[1]
METHODS = [HttpMethod.GET, HttpMethod.HEAD]  # Litestar adds no HEAD to a GET
explainers = FolderSource(EXAMPLES / "stories", feed=EXAMPLES / "feed.toml")


@route("/tides", http_method=METHODS, media_type="application/rss+xml", sync_to_thread=True)
def latest() -> FeedResponse:
    """Return the newest tides, in the format that the client prefers."""
    return FeedResponse(newest(), "rss", "atom", "jsonfeed", "html")


@route("/tides/all.rss", http_method=METHODS, media_type="application/rss+xml", sync_to_thread=False)
def archive() -> FeedResponse:
    """Return all tides, which are written while they are sent."""
    return FeedResponse(ARCHIVE, "rss", stories=map(to_story, ROWS.values()), revision=str(len(ROWS)))


@route("/tides/{day:str}", http_method=METHODS, media_type="text/html", sync_to_thread=False)
def tide(day: str) -> FeedResponse:
    """Return one tide as a page, or as JSON-LD."""
    if day not in ROWS:
        raise NotFoundException
    return FeedResponse(to_story(ROWS[day]), "html", "jsonld")


app = Litestar([latest, archive, tide, mount("/news", explainers)])
