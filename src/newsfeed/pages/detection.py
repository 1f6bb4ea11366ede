"""Detection of pages among other documents."""

from newsfeed.pages.decoding import split_lines
from newsfeed.pages.front_matter import begins_with_yaml, closing_fence
from newsfeed.pages.heading_keys import has_explainer_heading
from newsfeed.pages.line_syntax import FENCE


def looks_like_page(head: str) -> bool:
    """Return whether a text begins with front matter, or has a heading of an explainer in its first lines.

    Args:
        head: the beginning of a document, possibly all of it.
    """
    lines = split_lines(head)
    if lines[0].text == FENCE or has_explainer_heading(line.text for line in lines):
        return True
    # Without a second fence, it is a YAML document.
    return begins_with_yaml(lines) and closing_fence(lines) is not None
