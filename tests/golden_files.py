"""Writes the golden files anew (`make golden`): one folder an example story, one file a format, and a folder of lists."""

from pathlib import Path

import newsfeed
from abilities import holds_stories
from newsfeed.plugins import registry

ROOT = Path(__file__).resolve().parents[1]


def main() -> None:
    """Write them all."""
    for story in sorted((ROOT / "examples" / "stories").iterdir()):
        folder = ROOT / "tests" / "golden" / story.stem
        folder.mkdir(parents=True, exist_ok=True)
        for each in registry:
            if each.writes and holds_stories(each.name):
                newsfeed.dump(newsfeed.load_story(story), folder / f"story{each.suffixes[0]}", each.name)
    folder = ROOT / "tests" / "golden" / "subscriptions"
    folder.mkdir(exist_ok=True)
    for each in registry:
        if each.writes and not holds_stories(each.name):
            feed = newsfeed.load(ROOT / "examples" / "subscriptions.toml")
            newsfeed.dump(feed, folder / f"list{each.suffixes[0]}", each.name)


if __name__ == "__main__":
    main()
