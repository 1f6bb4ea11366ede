"""Read explainer pages and publish them as every feed: the program behind `newsfeed build`, in a dozen lines.

usage: python publish.py [FOLDER]
"""

import sys
from pathlib import Path

import newsfeed

HERE = Path(__file__).parent


def main(folder: Path) -> None:
    """Write the feeds of the example stories to a folder."""
    stories = [newsfeed.load_story(path) for path in sorted((HERE / "stories").iterdir())]
    feed = newsfeed.Feed(
        title="The Harbour Desk: explainers",
        url="https://news.example.com/explainers/",
        feed_url="https://news.example.com/explainers/feed",
        publisher=newsfeed.Organization(name="The Harbour Desk", url="https://news.example.com/"),
        stories=sorted(stories, key=lambda story: story.published, reverse=True),
    )
    folder.mkdir(parents=True, exist_ok=True)
    for name, suffix in (
        ("rss", ".rss"),
        ("atom", ".atom"),
        ("jsonld", ".jsonld"),
        ("newsml", ".newsml.xml"),
        ("json", ".json"),
    ):
        path = folder / f"feed{suffix}"
        newsfeed.dump(feed, path, name)
        report = newsfeed.validate(path.read_bytes(), name)
        print(f"{path.name}: {len(feed.stories)} stories, {'valid' if report.valid else 'NOT valid'}")
        for finding in report:
            print(f"  {finding}")


if __name__ == "__main__":
    main(Path(sys.argv[1] if len(sys.argv) > 1 else "public"))
