"""Generator of docs/gallery.md (`make docs`): how one story begins in every format, and pictures of its page."""

import json
from collections.abc import Iterator
from pathlib import Path

import format_pages
from abilities import holds_stories
from newsfeed.plugins import Format, registry

DOCS = Path(__file__).resolve().parents[1] / "docs"
PAGE = DOCS / "gallery.md"
GOLDEN = DOCS.parent / "tests" / "golden" / format_pages.STORY
LINES = 24
WIDTH = 160

HEAD = """# Gallery

One explainer, `examples/stories/night-trains.json`, in every format that newsfeed writes: the beginning of each document, generated
by `make docs`. The page of each format has the whole document.

## In a browser

![The page of a story](screenshots/story.png)

| on a phone | in the dark | in Arabic | in Japanese |
|---|---|---|---|
| ![A story on a phone](screenshots/story-phone.png) | ![A press review in the dark](screenshots/story-dark.png) |\
 ![A story in Arabic](screenshots/story-arabic.png) | ![A story in Japanese](screenshots/story-japanese.png) |

![The list of a feed's stories](screenshots/index.png)

![An RSS feed in a browser, with the style sheet of `newsfeed build`](screenshots/feed.png)
"""


def page() -> str:
    """Return the text of the page."""
    shown = [described for described in registry if described.writes and holds_stories(described.name)]
    return "\n".join([HEAD, *(line for described in shown for line in _section(described))]).rstrip() + "\n"


def _section(described: Format) -> Iterator[str]:
    suffix = described.suffixes[0]
    text = (GOLDEN / f"story{suffix}").read_text(encoding="utf-8")
    page_name = format_pages.page_of(described).name
    yield from (f"## {described.title}", "", f"[All of it, and how to write and read it](formats/{page_name}).", "")
    yield from (f"````{format_pages.language_of(described)}", *excerpt(text), "````", "")


def excerpt(text: str) -> list[str]:
    """Return the first lines of a document, in a width that can be read; JSON is indented."""
    if text.startswith("{"):
        text = json.dumps(json.loads(text), ensure_ascii=False, indent=2)
    lines = text.rstrip().splitlines()
    short = [line if len(line) <= WIDTH else f"{line[:WIDTH]}..." for line in lines[:LINES]]
    return [*short, "..."] if len(lines) > LINES else short


def main() -> None:
    """Write the page."""
    PAGE.write_text(page(), encoding="utf-8")


if __name__ == "__main__":
    main()
