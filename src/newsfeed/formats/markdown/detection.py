"""Recognition of pages that declare CommonMark, and of `llms.txt`."""

import re
from collections.abc import Sequence
from typing import Final

from newsfeed.pages.front_matter import COMMONMARK, SYNTAX_KEY, YAML_FENCE
from newsfeed.pages.heading_keys import find_part, known_parts
from newsfeed.pages.line_syntax import FENCE

_SYNTAX: Final = re.compile(rf"{SYNTAX_KEY}\s*[:=]\s*[\"']?{COMMONMARK}\b", re.IGNORECASE)
_TITLE: Final = re.compile(r"#(?:[ \t]|$)")
_SECTION: Final = re.compile(r"##[ \t]+(.*)")
_ITEM: Final = re.compile(r"[-*+][ \t]+\[.*\]\(.+")


def is_page(lines: Sequence[str]) -> bool:
    """Return whether a document begins with front matter that declares CommonMark."""
    fence = lines[0].strip()
    if fence not in (YAML_FENCE, FENCE):
        return False
    end = next((index for index, line in enumerate(lines) if index and line.strip() == fence), len(lines))
    return any(map(_SYNTAX.match, lines[1:end]))


def is_list(lines: Sequence[str]) -> bool:
    """Return whether a document is a list of stories: it has no front matter and no heading of an explainer.

    It begins with a title, or has a link in a list.
    """
    content = [line for line in lines if line.strip()]
    if not content or content[0].strip() in (YAML_FENCE, FENCE):
        return False
    sections = (match[1] for line in content if (match := _SECTION.match(line)))
    if any(find_part(section, known_parts()) for section in sections):
        return False
    return _TITLE.match(content[0]) is not None or any(map(_ITEM.match, content))


def is_titled_list(lines: Sequence[str]) -> bool:
    """Return whether a document can only be a list of stories: it has a title, and a section with a link."""
    first_section = next((index for index, line in enumerate(lines) if _SECTION.match(line)), len(lines))
    has_title = bool(lines) and _TITLE.match(lines[0]) is not None
    return has_title and is_list(lines) and any(map(_ITEM.match, lines[first_section:]))
