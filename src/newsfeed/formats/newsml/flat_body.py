"""The body of a story with its blocks directly in `<body>`, as systems of agencies read them, and no `<div>` around each part.

The first block of a part has the id and the classes of the part, after the class `part`: `<h2 class="label part section
analysis" id="analysis">`. A part that begins with any other element is preceded by an empty `<div>` with them.
"""

import re
from collections.abc import Iterable
from typing import Final

from lxml import etree

from newsfeed.body.outline import Part, SectionPart
from newsfeed.body.parse import ROOT
from newsfeed.formats.newsml.navigation import child_elements
from newsfeed.values.namespaces import XHTML

_MARK: Final = "part"
_MARK_IN_TAG: Final = re.compile(rf"""{_MARK}\b[^"'<>p]*+(?:p(?!art\b)[^"'<>p]*+)*+["']""")
"""The mark in any attribute. This search begins with a literal, so it takes a tenth of the time of the next one."""
_MARK_IN_CLASS: Final = re.compile(rf"""\sclass\s*=\s*["'][^"']*\b{_MARK}\b""")
_MARKUP_CLASS: Final = 'class="markup"'
_ROOT_TAG: Final = re.compile(rf'<div class="{ROOT}"([^<>]*)>\n')
_PART_END: Final = "</div>\n"
_FIRST_BLOCK: Final = re.compile(r'<(p|h2|h3)( class="label")?>')
_DIV: Final = f"{{{XHTML}}}div"


def flatten(html: str, parts: Iterable[Part], prefix: str) -> tuple[str, str] | None:
    """Return the attributes of the `<body>` and its content, without a `<div>` around each part.

    Args:
        html: the body of a story.
        parts: its parts.
        prefix: prefix of its ids.

    Returns:
        attributes, each with a space before it, and markup; None if markup in the body could be taken for a part.
    """
    root = _ROOT_TAG.match(html)
    if root is None or not html.endswith(f"{_PART_END}</div>"):
        return None
    # Only the HTML of a publisher can look like a part.
    has_markup = _MARKUP_CLASS in html
    if has_markup and _MARK_IN_TAG.search(html) and _MARK_IN_CLASS.search(html):
        return None
    tail = html[root.end() : -len(f"{_PART_END}</div>")]
    pieces: list[str] = []
    for part in parts:
        classes = f"section {part.role}" if isinstance(part, SectionPart) else part.role
        opening = f'<div class="{classes}" id="{prefix}{part.anchor}">\n'
        before, found_opening, tail = tail.partition(f"{_PART_END}{opening}" if pieces else opening)
        if not found_opening or (has_markup and opening in tail) or not _is_balanced(before) or (before and not pieces):
            return None
        pieces.append(before)
        tail = _mark_first_block(tail, classes, f"{prefix}{part.anchor}")
    if not _is_balanced(tail):
        return None
    return f' class="{ROOT}"{root[1]}', f"\n{''.join(pieces)}{tail}"


def _is_balanced(html: str) -> bool:
    """Return whether the elements of a part end in it: there is no other `<div>` between two parts."""
    return html.count("<div") == html.count("</div>")


def _mark_first_block(html: str, classes: str, anchor: str) -> str:
    block = _FIRST_BLOCK.match(html)
    if block is None:
        return f'<div class="{_MARK} {classes}" id="{anchor}"></div>\n{html}'
    label = "label " if block[2] else ""
    return f'<{block[1]} class="{label}{_MARK} {classes}" id="{anchor}">{html[block.end() :]}'


def is_flat(body: "etree._Element") -> bool:
    """Return whether a `<body>` is one that `flatten` has made."""
    return ROOT in _classes(body)


def restore_parts(body: "etree._Element") -> "etree._Element":
    """Move the blocks of a flat body back into a `<div>` for each part, in place, and return the `<div>` of all parts.

    Args:
        body: the `<body>`.
    """
    root = etree.Element(_DIV, {"class": ROOT})
    container = root
    for block in list(child_elements(body)):
        classes = _classes(block) if block.get("id") else []
        if _MARK in classes:
            index = classes.index(_MARK)
            part = {"class": " ".join(classes[index + 1 :]), "id": str(block.attrib.pop("id"))}
            container = etree.SubElement(root, _DIV, part)
            if block.tag == _DIV and len(block) == 0 and not block.text:
                body.remove(block)
                continue
            _set_classes(block, classes[:index])
        container.append(block)
    body.text = None
    body.append(root)
    return root


def _classes(element: "etree._Element") -> list[str]:
    return (element.get("class") or "").split()


def _set_classes(element: "etree._Element", classes: list[str]) -> None:
    if classes:
        element.set("class", " ".join(classes))
    else:
        del element.attrib["class"]
