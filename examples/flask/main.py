"""A news site with Flask: explainers from a folder below /news, and feeds of the site's own rows at /tides."""

from pathlib import Path

from flask import Flask, abort

from newsfeed.http import FolderSource
from newsfeed.integrations.flask import FeedResponse, blueprint

from tides import ARCHIVE, ROWS, newest, to_story

EXAMPLES = Path(__file__).resolve().parents[1]

app = Flask(__name__)
explainers = FolderSource(EXAMPLES / "stories", feed=EXAMPLES / "feed.toml")
app.register_blueprint(blueprint(explainers), url_prefix="/news")


@app.route("/tides")
def latest() -> FeedResponse:
    """Return the newest tides, in the format that the client prefers."""
    return FeedResponse(newest(), "rss", "atom", "jsonfeed", "html")


@app.route("/tides/all.rss")
def archive() -> FeedResponse:
    """Return all tides, which are written while they are sent."""
    return FeedResponse(ARCHIVE, "rss", stories=map(to_story, ROWS.values()), revision=str(len(ROWS)))


@app.route("/tides/<day>")
def tide(day: str) -> FeedResponse:
    """Return one tide as a page, or as JSON-LD."""
    if day not in ROWS:
        abort(404)
    return FeedResponse(to_story(ROWS[day]), "html", "jsonld")
