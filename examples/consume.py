"""Read a feed written by newsfeed as an aggregator would, with feedparser, and print the parts of each story.

usage: python consume.py FEED
"""

import sys
from pathlib import Path

import attrs
import feedparser

import newsfeed
from newsfeed.body import parse  # not re-exported by newsfeed itself


def main(path: Path) -> None:
    """Print each entry of a feed with the parts of the story in its content."""
    for entry in feedparser.parse(path.read_bytes()).entries:
        content = entry.content[0].value if "content" in entry else ""
        story = attrs.evolve(newsfeed.Story(id=entry.id, headline=entry.title), **parse.parse_html(content))
        print(f"{story.headline}\n  {entry.get('link', entry.id)}")
        for section in story.sections:
            print(f"  {section.kind}: {section.heading or '-'} ({len(section.blocks)} blocks)")
        for mention in story.press:
            print(f"  press: {mention.outlet.name}: {', '.join(mention.quotes) or '-'}")
        print(f"  {len(story.questions)} questions, {len(story.prompts)} prompts, {len(story.topics)} topics")


if __name__ == "__main__":
    sys.stdout.reconfigure(encoding="utf-8")
    main(Path(sys.argv[1]))
