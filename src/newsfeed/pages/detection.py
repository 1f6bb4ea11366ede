"""Detection of pages among other documents."""

from newsfeed.pages.decoding import Line, split_lines
from newsfeed.pages.front_matter import begins_with_yaml, closing_fence
from newsfeed.pages.heading_keys import MAX_HEADING, find_part, has_explainer_heading, known_parts
from newsfeed.pages.line_syntax import FENCE


def looks_like_page(head: str) -> bool:
    """Return whether a text begins with front matter, or has a heading of an explainer in its first lines.

    Args:
        head: the beginning of a document, possibly all of it.
    """
    lines = split_lines(head)
    if lines[0].text == FENCE or any(map(_is_plain_heading, lines)):
        return True
    # "# Overview" is a heading of many Markdown documents that are no explainers.
    if has_explainer_heading(line.text for line in lines):
        return True
    # Without a second fence, it is a YAML document.
    return begins_with_yaml(lines) and closing_fence(lines) is not None


def _is_plain_heading(line: Line) -> bool:
    """Return whether a line is a known heading without `#` marks."""
    is_plain = len(line.text) <= MAX_HEADING and not line.text.startswith("#")
    return is_plain and find_part(line.text, known_parts()) is not None
