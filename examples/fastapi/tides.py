"""The rows of the site, as a database would return them, and the stories that are made of them."""

from datetime import UTC, datetime, timedelta
from typing import TypedDict

import newsfeed

SITE = "http://127.0.0.1:8000"
NEWEST = datetime(2026, 11, 2, 6, tzinfo=UTC)


class Row(TypedDict):
    """The tide of a day; its height in metres."""

    time: datetime
    height: float


ROWS: dict[str, Row] = {
    f"{time:%Y-%m-%d}": {"time": time, "height": 4.1 + number % 13 / 10}
    for number in range(1000)
    for time in [NEWEST - timedelta(days=number)]
}

FEED = newsfeed.Feed(
    title="Tides at Port Ellery",
    url=f"{SITE}/tides",
    feed_url=f"{SITE}/tides",
    description="The height of each day's tide, and whether the gates were closed.",
    language="en",
    publisher="The Harbour Desk",
    updated=NEWEST,
)
ARCHIVE = FEED.replace(title="All tides at Port Ellery", feed_url=f"{SITE}/tides/all.rss")


def to_story(row: Row) -> newsfeed.Story:
    """Return the story about a row."""
    day, height = f"{row['time']:%Y-%m-%d}", f"{row['height']:.1f}"
    gates = "closed" if row["height"] > 5 else "open"
    return newsfeed.Story(
        id=f"tag:news.example.com,2026:tide-{day}",
        url=f"{SITE}/tides/{day}",
        headline=f"High tide of {height} m, gates {gates}",
        summary=f"The tide at Port Ellery reached {height} metres. The gates were {gates}.",
        authors=["The tide desk"],
        published=row["time"],
        keywords=["tides"],
    )


def newest() -> newsfeed.Feed:
    """Return the feed with the newest ten tides."""
    return FEED.replace(stories=[to_story(row) for row in list(ROWS.values())[:10]])
