"""Read explainer pages and publish them as feeds in several formats, like `newsfeed build`.

usage: python publish.py [FOLDER]
"""

import sys
from pathlib import Path

import newsfeed

STORIES = Path(__file__).parent / "stories"
FILES = {
    "rss": "feed.rss",
    "atom": "feed.atom",
    "jsonld": "feed.jsonld",
    "newsml": "feed.newsml.xml",
    "json": "feed.json",
}


def main(folder: Path) -> None:
    """Write the example stories to a folder, one file per format, and validate each file."""
    stories = [newsfeed.load_story(path) for path in sorted(STORIES.iterdir())]
    feed = newsfeed.Feed(
        title="The Harbour Desk: explainers",
        url="https://news.example.com/explainers/",
        feed_url="https://news.example.com/explainers/feed",
        publisher=newsfeed.Organization(name="The Harbour Desk", url="https://news.example.com/"),
        stories=sorted(stories, key=lambda story: story.published, reverse=True),
    )
    folder.mkdir(parents=True, exist_ok=True)
    for name, file_name in FILES.items():
        path = folder / file_name
        newsfeed.dump(feed, path, name)
        report = newsfeed.validate(path, name)
        print(f"{path.name}: {len(feed.stories)} stories, {'valid' if report.valid else 'NOT valid'}")
        for finding in report:
            print(f"  {finding}")


if __name__ == "__main__":
    main(Path(sys.argv[1] if len(sys.argv) > 1 else "public"))
