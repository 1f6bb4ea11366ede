"""A news site with Starlette: explainers from a folder below /news, and feeds of the site's own rows at /tides."""

from pathlib import Path

from starlette.applications import Starlette
from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.routing import Mount, Route

from newsfeed.http import FolderSource, asgi
from newsfeed.integrations.starlette import FeedResponse

from tides import ARCHIVE, ROWS, newest, to_story

EXAMPLES = Path(__file__).resolve().parents[1]
explainers = FolderSource(EXAMPLES / "stories", feed=EXAMPLES / "feed.toml")


def latest(request: Request) -> FeedResponse:
    """Return the newest tides, in the format that the client prefers."""
    return FeedResponse(newest(), "rss", "atom", "jsonfeed", "html")


def archive(request: Request) -> FeedResponse:
    """Return all tides, which are written while they are sent."""
    return FeedResponse(ARCHIVE, "rss", stories=map(to_story, ROWS.values()), revision=str(len(ROWS)))


def tide(request: Request) -> FeedResponse:
    """Return one tide as a page, or as JSON-LD."""
    day = request.path_params["day"]
    if day not in ROWS:
        raise HTTPException(404)
    return FeedResponse(to_story(ROWS[day]), "html", "jsonld")


app = Starlette(
    routes=[
        Route("/tides", latest),
        Route("/tides/all.rss", archive),
        Route("/tides/{day}", tide),
        Mount("/news", asgi.app(explainers)),
    ]
)
