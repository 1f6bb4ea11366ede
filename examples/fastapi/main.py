"""A news site with FastAPI: explainers from a folder below /news, and feeds of the site's own rows at /tides."""

from pathlib import Path
from typing import Annotated

from fastapi import Depends, FastAPI, HTTPException

from newsfeed.http import FolderSource, asgi
from newsfeed.integrations.starlette import FeedResponse, Negotiated, Negotiation, feed_responses

from tides import ARCHIVE, ROWS, newest, to_story

EXAMPLES = Path(__file__).resolve().parents[1]
FORMATS = ("rss", "atom", "jsonfeed", "html")

app = FastAPI(title="The Harbour Desk")
app.mount("/news", asgi.app(FolderSource(EXAMPLES / "stories", feed=EXAMPLES / "feed.toml")))

Choice = Annotated[Negotiated, Depends(Negotiation(*FORMATS))]


# FastAPI adds no HEAD to a GET.
@app.head("/tides", include_in_schema=False)
@app.get("/tides", responses=feed_responses(*FORMATS), response_class=FeedResponse)
def latest(choice: Choice) -> FeedResponse:
    """Return the newest tides, in the format that the client prefers."""
    return choice.response(newest())


@app.head("/tides/all.rss", include_in_schema=False)
@app.get("/tides/all.rss", responses=feed_responses("rss"), response_class=FeedResponse)
def archive() -> FeedResponse:
    """Return all tides, which are written while they are sent."""
    return FeedResponse(ARCHIVE, "rss", stories=map(to_story, ROWS.values()), revision=str(len(ROWS)))


@app.head("/tides/{day}", include_in_schema=False)
@app.get("/tides/{day}", responses=feed_responses("html", "jsonld"), response_class=FeedResponse)
def tide(day: str) -> FeedResponse:
    """Return one tide as a page, or as JSON-LD."""
    if day not in ROWS:
        raise HTTPException(404)
    return FeedResponse(to_story(ROWS[day]), "html", "jsonld")
