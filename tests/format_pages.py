"""Writer of the last section of each page in docs/formats/ (`make docs`): one example story, written in the format."""

from pathlib import Path

from newsfeed.plugins import Format, registry

ROOT = Path(__file__).resolve().parents[1]
FOLDER = ROOT / "docs" / "formats"
STORY = "night-trains"
HEADING = "## One story in full\n"

_LANGUAGES = {
    ".json": "json",
    ".jsonld": "json",
    ".jsonfeed": "json",
    ".html": "html",
    ".md": "markdown",
    ".txt": "text",
}


def pages() -> list[Path]:
    """Return the pages, one for each format that is written."""
    return [page_of(described) for described in registry if described.writes]


def page_of(described: Format) -> Path:
    """Return the page about a format."""
    return FOLDER / f"{described.name}.md"


def section(described: Format) -> str:
    """Return the section with the golden file of the example story."""
    suffix = described.suffixes[0]
    golden = ROOT / "tests" / "golden" / STORY / f"story{suffix}"
    language = _LANGUAGES.get(f".{suffix.rpartition('.')[2]}", "xml")
    source = f"`newsfeed convert examples/stories/{STORY}.json --to {described.name}` writes:\n"
    return f"{HEADING}\n{source}\n````{language}\n{golden.read_text(encoding='utf-8').rstrip()}\n````\n"


def written(described: Format) -> str:
    """Return the section as the page has it; "" if it has none."""
    text = page_of(described).read_text(encoding="utf-8")
    return text[text.index(HEADING) :] if HEADING in text else ""


def main() -> None:
    """Write the section of every page anew."""
    for described in registry:
        path = page_of(described)
        if described.writes and path.exists():
            text = path.read_text(encoding="utf-8").partition(HEADING)[0]
            path.write_text(text.rstrip() + "\n\n" + section(described), encoding="utf-8")


if __name__ == "__main__":
    main()
