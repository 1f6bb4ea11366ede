"""Writer of the last section of each page in docs/formats/ (`make docs`): one example story, written in the format."""

from pathlib import Path

from abilities import holds_stories
from newsfeed.plugins import Format, registry

ROOT = Path(__file__).resolve().parents[1]
FOLDER = ROOT / "docs" / "formats"
STORY = "night-trains"
HEADING = "## One story in full\n"
LIST_HEADING = "## One list in full\n"

_LANGUAGES = {
    ".json": "json",
    ".jsonld": "json",
    ".jsonfeed": "json",
    ".html": "html",
    ".md": "markdown",
    ".txt": "text",
    ".toml": "toml",
}


def pages() -> list[Path]:
    """Return the pages, one for each format that is written."""
    return [page_of(described) for described in registry if described.writes]


def page_of(described: Format) -> Path:
    """Return the page about a format."""
    return FOLDER / f"{described.name}.md"


def heading_of(described: Format) -> str:
    """Return the heading of the section: lists of feeds have no stories."""
    return HEADING if holds_stories(described.name) else LIST_HEADING


def section(described: Format) -> str:
    """Return the section with the golden file of the example story."""
    suffix = described.suffixes[0]
    golden, source = ROOT / "tests" / "golden" / STORY / f"story{suffix}", f"stories/{STORY}.json"
    if not holds_stories(described.name):
        golden, source = ROOT / "tests" / "golden" / "subscriptions" / f"list{suffix}", "subscriptions.toml"
    language = _LANGUAGES.get(f".{suffix.rpartition('.')[2]}", "xml")
    command = f"`newsfeed convert examples/{source} --to {described.name}` writes:\n"
    return f"{heading_of(described)}\n{command}\n````{language}\n{golden.read_text(encoding='utf-8').rstrip()}\n````\n"


def written(described: Format) -> str:
    """Return the section as the page has it; "" if it has none."""
    text = page_of(described).read_text(encoding="utf-8")
    heading = heading_of(described)
    return text[text.index(heading) :] if heading in text else ""


def main() -> None:
    """Write the section of every page anew."""
    for described in registry:
        path = page_of(described)
        if described.writes and path.exists():
            text = path.read_text(encoding="utf-8").partition(heading_of(described))[0]
            path.write_text(text.rstrip() + "\n\n" + section(described), encoding="utf-8")


if __name__ == "__main__":
    main()
