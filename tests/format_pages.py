"""Writer of the generated parts of docs/formats/ (`make docs`): the table of formats, and the last section of each page."""

from pathlib import Path

from abilities import holds_stories
from newsfeed.plugins import Format, registry

ROOT = Path(__file__).resolve().parents[1]
FOLDER = ROOT / "docs" / "formats"
INDEX = FOLDER / "README.md"
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


def introduction(path: Path) -> str:
    """Return the part of a page that is written by hand."""
    text = path.read_text(encoding="utf-8")
    for heading in (HEADING, LIST_HEADING):
        text = text.partition(heading)[0]
    return text


def index() -> str:
    """Return the page that lists the formats, with its table generated anew."""
    rows = ["| name | format | read | write | stream | validate | page |", "|---|---|---|---|---|---|---|"]
    rows += [_row(described) for described in registry]
    begin, end = "<!-- formats: begin -->\n", "\n<!-- formats: end -->"
    text = INDEX.read_text(encoding="utf-8")
    return text.partition(begin)[0] + begin + "\n".join(rows) + end + text.partition(end)[2]


def _row(described: Format) -> str:
    abilities = (described.reads, described.writes, described.streams, described.validates)
    page = page_of(described)
    title = f"[{described.title}]({described.standard})" if described.standard else described.title
    link = f"[{page.name}]({page.name})" if page.exists() else ""
    return f"| {described.name} | {title} | {' | '.join('yes' if able else '' for able in abilities)} | {link} |"


def heading_of(described: Format) -> str:
    """Return the heading of the section: lists of feeds have no stories."""
    return HEADING if holds_stories(described.name) else LIST_HEADING


def language_of(described: Format) -> str:
    """Return the language in which the documents of a format are highlighted."""
    return _LANGUAGES.get(f".{described.suffixes[0].rpartition('.')[2]}", "xml")


def section(described: Format) -> str:
    """Return the section with the golden file of the example story."""
    suffix = described.suffixes[0]
    golden, source = ROOT / "tests" / "golden" / STORY / f"story{suffix}", f"stories/{STORY}.json"
    if not holds_stories(described.name):
        golden, source = ROOT / "tests" / "golden" / "subscriptions" / f"list{suffix}", "subscriptions.toml"
    language = language_of(described)
    command = f"`newsfeed convert examples/{source} --to {described.name}` writes:\n"
    return f"{heading_of(described)}\n{command}\n````{language}\n{golden.read_text(encoding='utf-8').rstrip()}\n````\n"


def written(described: Format) -> str:
    """Return the section as the page has it; "" if it has none."""
    text = page_of(described).read_text(encoding="utf-8")
    heading = heading_of(described)
    return text[text.index(heading) :] if heading in text else ""


def main() -> None:
    """Write the table and the section of every page anew."""
    INDEX.write_text(index(), encoding="utf-8")
    for described in registry:
        path = page_of(described)
        if described.writes and path.exists():
            text = path.read_text(encoding="utf-8").partition(heading_of(described))[0]
            path.write_text(text.rstrip() + "\n\n" + section(described), encoding="utf-8")


if __name__ == "__main__":
    main()
