"""Embed a story's schema.org JSON-LD in an HTML page.

usage: python embed_jsonld.py [STORY] > page.html
"""

import sys
from html import escape
from pathlib import Path

import newsfeed
from newsfeed.body import xhtml  # not re-exported by newsfeed itself

STORIES = Path(__file__).parent / "stories"


def page(story: newsfeed.Story) -> str:
    """Return a small HTML page for a story, with its structured data in the head."""
    direction = "rtl" if story.language in ("ar", "he") else "ltr"
    return (
        f'<!doctype html>\n<html lang="{story.language or "en"}" dir="{direction}">\n<head>\n<meta charset="utf-8">\n'
        f"<title>{escape(story.headline)}</title>\n{newsfeed.to_script(story)}\n</head>\n"
        f"<body>\n<h1>{escape(story.headline)}</h1>\n{xhtml.render(story)}\n</body>\n</html>\n"
    )


if __name__ == "__main__":
    path = Path(sys.argv[1]) if len(sys.argv) > 1 else STORIES / "tidal-barrier.txt"
    sys.stdout.reconfigure(encoding="utf-8")
    sys.stdout.write(page(newsfeed.load_story(path)))
