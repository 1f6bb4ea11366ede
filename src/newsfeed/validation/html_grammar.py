"""Tables of the grammar of HTML: the elements that end others, and where elements may be (HTML standard, 13.2.6.4)."""

from typing import Final

import attrs

from newsfeed.validation.faults import word_set
from newsfeed.validation.html_names import DRAWINGS, ELEMENTS


@attrs.frozen(eq=False)
class OpenElement:
    """An open element, with the effects of its ancestors on the tags inside it.

    Attributes:
        name: name of the element.
        mode: insertion mode, named after the nearest part of a table or select.
        item: the nearest element that ends the search for an open list item.
        p, a, button, nobr, ruby: an element of this name is open and in scope.
        foreign: the element is part of MathML or SVG.
        children: the elements that have been open inside such an element, by name.
    """

    name: str = ""
    mode: str = "body"
    item: str = ""
    p: bool = False
    a: bool = False
    button: bool = False
    nobr: bool = False
    ruby: bool = False
    foreign: bool = False
    children: "dict[str, OpenElement]" = attrs.field(factory=dict, repr=False)


ROOT: Final = OpenElement()
"""The state at the start of a fragment, with no element open."""

RAW_TEXT: Final = word_set("iframe noembed noframes script style textarea title xmp")
VOID: Final = word_set(
    "area base basefont bgsound br col command embed frame hr img input keygen link meta param source track wbr"
)
"""Elements that have no content and no end tag."""
ENDED_BY_OTHERS: Final = word_set("dd dt li option optgroup p rp rt")
PHRASING_ENDED_BY_OTHERS: Final = word_set("option optgroup rp rt")
OPEN_AT_END: Final = word_set("dd dt li p tbody td tfoot th thead tr")
HEADINGS: Final = word_set("h1 h2 h3 h4 h5 h6")
FORMATTING: Final = word_set("a b big code em font i nobr s small strike strong tt u")
BLOCKS: Final = word_set(
    """
    address article aside blockquote center details dir div dl fieldset figcaption figure footer header hgroup
    main menu nav ol p section summary ul pre listing form plaintext table hr xmp h1 h2 h3 h4 h5 h6
    """
)
"""Elements whose start tag ends an open paragraph."""
BLOCK_ENDS: Final = (BLOCKS - word_set("p hr xmp plaintext table")) | word_set("button dialog object applet marquee")
SPECIAL: Final = (
    BLOCKS
    | VOID
    | RAW_TEXT
    | word_set(
        """
        applet body button caption colgroup dd dt frameset head html isindex li marquee noscript object select
        tbody td tfoot th thead tr
        """
    )
) - word_set("keygen source track")
SEARCHED_PAST: Final = word_set("address div p")
MISPLACED: Final = word_set("caption col colgroup frame head tbody td tfoot th thead tr")
REFUSED: Final = word_set("html body frameset image isindex")
MARKERS: Final = word_set("applet caption marquee object td th")
SCOPES: Final = MARKERS | {"table"}
MODES: Final = {
    "table": "table",
    "tbody": "tbody",
    "thead": "tbody",
    "tfoot": "tbody",
    "tr": "row",
    "td": "cell",
    "th": "cell",
    "caption": "caption",
    "colgroup": "colgroup",
    "select": "select",
}
TABLE_PARTS: Final = {
    "table": word_set("caption colgroup col tbody thead tfoot tr style script"),
    "tbody": word_set("tr style script tbody thead tfoot caption colgroup"),
    "row": word_set("td th style script tr tbody thead tfoot"),
    "select": word_set("option optgroup script"),
}
"""The start tags that each insertion mode of a table or select accepts."""
ENDS_PART: Final = {
    "row": word_set("tr tbody thead tfoot"),
    "tbody": word_set("tbody thead tfoot caption colgroup"),
    "cell": word_set("td th tr tbody thead tfoot caption col colgroup"),
    "caption": word_set("caption col colgroup tbody td tfoot th thead tr"),
}
"""The start tags that end the current part of a table."""
OUTER: Final = {
    "row": "table tbody thead tfoot",
    "tbody": "table",
    "colgroup": "table",
    "cell": "table tbody thead tfoot tr",
}
"""The parts of a table whose end tags also end the current part."""
FOREIGN_BREAKOUT: Final = word_set(
    """
    b big blockquote body br center code dd div dl dt em embed h1 h2 h3 h4 h5 h6 head hr i img li listing menu
    meta nobr ol p pre ruby s small span strong strike sub sup table tt u ul var
    """
)
INTEGRATION: Final = word_set("foreignobject desc title mi mo mn ms mtext annotation-xml")

_STATES: Final[dict[tuple[object, ...], OpenElement]] = {}
"""All states that open elements have had; there are only so many, since HTML has a limited number of names."""


def open_inside(parent: OpenElement, name: str) -> OpenElement:
    """Return the state of an element that is opened inside another.

    Args:
        parent: the innermost open element.
        name: name of the new element in lower case.
    """
    element = parent.children.get(name)
    if element is not None:
        return element
    is_scope, is_marker = name in SCOPES, name in MARKERS
    is_foreign = (parent.foreign and parent.name not in INTEGRATION) or name in DRAWINGS
    state = (
        name,
        MODES.get(name, parent.mode) if not is_foreign else parent.mode,
        name if name in SPECIAL and name not in SEARCHED_PAST else parent.item,
        name == "p" or (parent.p and not is_scope and name != "button"),
        name == "a" or (parent.a and not is_marker),
        name == "button" or (parent.button and not is_scope),
        name == "nobr" or (parent.nobr and not is_scope),
        name == "ruby" or (parent.ruby and not is_scope),
        is_foreign,
    )
    if name not in ELEMENTS or (parent.name and parent.name not in ELEMENTS):
        return OpenElement(*state)
    return parent.children.setdefault(name, _STATES.setdefault(state, OpenElement(*state)))
