"""Writer of the generated tables in docs/guide (`make docs`): headings and YAML keys of pages, and tracking parameters."""

import re
from collections.abc import Iterator
from pathlib import Path

from newsfeed import TRACKING_PARAMETERS
from newsfeed.headings import PARTS, by_language
from newsfeed.pages.front_matter import SYNONYMS
from newsfeed.pages.part_splitting import NOTICE

GUIDE = Path(__file__).resolve().parents[1] / "docs" / "guide"
PAGES = tuple(sorted(GUIDE.glob("*.md")))


def tables() -> dict[str, str]:
    """Return the generated sections of all pages by name."""
    return {"keys": "\n".join(_keys()), "headings": "\n".join(_headings()), "tracking": "\n".join(_tracking())}


def _tracking() -> Iterator[str]:
    yield from ("| service | parameters |", "|---|---|")
    for service, names in TRACKING_PARAMETERS.items():
        yield f"| {service} | {', '.join(f'`{name}`' for name in names)} |"


def _keys() -> Iterator[str]:
    yield from ("| field | other names in YAML |", "|---|---|")
    for field, synonyms in SYNONYMS.items():
        yield f"| {field} | {', '.join(f'`{name}`' for name in synonyms)} |"
    yield "| id | `slug`, for the end of an id |"
    yield "| status | `draft: true`, for a story that is withheld |"


def _headings() -> Iterator[str]:
    for number, part in enumerate((*PARTS, NOTICE)):
        yield from (*([""] if number else []), f"### {part}", "", "| language | headings |", "|---|---|")
        for language, headings in sorted(by_language().items()):
            yield f"| {language} | {', '.join(getattr(headings, part))} |"


def page(text: str) -> str:
    """Return a page with its sections generated again."""
    for name, table in tables().items():
        begin, end = f"<!-- {name}: begin -->", f"<!-- {name}: end -->"
        pattern = re.compile(f"{re.escape(begin)}.*?{re.escape(end)}", re.DOTALL)
        text = pattern.sub(lambda _, new=f"{begin}\n{table}\n{end}": new, text)
    return text


def main() -> None:
    """Write the pages."""
    for path in PAGES:
        path.write_text(page(path.read_text(encoding="utf-8")), encoding="utf-8")


if __name__ == "__main__":
    main()
