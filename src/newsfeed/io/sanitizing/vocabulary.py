"""The elements and attributes that sanitized HTML can have, and the names that sanitizing treats in its own way."""

from typing import Final


def words(text: str) -> frozenset[str]:
    """Return the words of a text."""
    return frozenset(text.split())


_GLOBAL_ATTRIBUTES: Final = {"class", "dir", "id", "lang", "title"}

ATTRIBUTES: Final[dict[str, set[str]]] = {
    "*": _GLOBAL_ATTRIBUTES,
    "a": {"href", "hreflang", "rel"},
    "audio": {"controls", "src"},
    "blockquote": {"cite"},
    "col": {"span"},
    "colgroup": {"span"},
    "del": {"cite", "datetime"},
    "img": {"alt", "height", "src", "width"},
    "ins": {"cite", "datetime"},
    "ol": {"reversed", "start", "type"},
    "q": {"cite"},
    "source": {"src", "type"},
    "td": {"colspan", "headers", "rowspan"},
    "th": {"abbr", "colspan", "headers", "rowspan", "scope"},
    "time": {"datetime"},
    "track": {"kind", "label", "src", "srclang"},
    "video": {"controls", "height", "poster", "src", "width"},
}
"""The attributes of each element; those of "*" belong to all. The type is the one that nh3 requires."""

ELEMENTS: Final = set(
    words(
        """
    a abbr acronym address article aside audio b bdi bdo big blockquote br caption center cite code col colgroup
    data dd del details dfn div dl dt em figcaption figure footer h1 h2 h3 h4 h5 h6 header hr i img ins kbd li main
    mark nav ol p pre q rp rt ruby s samp section small source span strike strong sub summary sup table tbody td
    tfoot th thead time tr track tt u ul var video wbr
    """
    )
)

VOID: Final = words(
    """
    area base br col embed frame hr img input link meta param source track wbr
    """
)
"""Elements without an end tag."""

RAW_TEXT: Final = words(
    """
    iframe noembed noframes noscript plaintext script style xmp
    """
)
"""Elements whose content html5ever reads as text without tags and character references."""

ESCAPABLE_RAW_TEXT: Final = frozenset(("textarea", "title"))
"""Elements whose content html5ever reads as text without tags."""

ADDRESS_ATTRIBUTES: Final = words(
    """
    action background cite classid code codebase data dynsrc formaction href icon imagesrcset longdesc lowsrc
    manifest movie ping poster profile src srcset url usemap xlink:href
    """
)
"""Attributes whose value is an address, or several."""

TEXT_ATTRIBUTES: Final = words(
    """
    abbr alt aria-label datetime label placeholder standby summary title
    """
)
"""Attributes whose value readers see or hear."""

CONTAINERS: Final = words(
    """
    article aside blockquote body caption center dd details div fieldset figcaption figure footer form header li
    main nav section td th
    """
)
"""Elements whose content can be paragraphs."""

TABLE_PARTS: Final = words(
    """
    caption col colgroup tbody td tfoot th thead tr
    """
)
"""Elements that the parser drops outside of a table, with their attributes."""

UNWRAPPED: Final = words(
    """
    applet bgsound blink button datalist font frameset input label legend marquee meter noembed noframes nobr
    noscript object optgroup option output param progress select
    """
)
"""Elements of HTML whose tags are removed before the HTML is parsed, and whose content stays.

html5ever treats some of them as borders of the elements around them. A cleaner that removes them after parsing leaves HTML
that parses differently, for example a paragraph within a paragraph.
"""

PARSED: Final = words(
    """
    area base body col command dialog dir fieldset form frame head hgroup html image isindex keygen link listing math menu
    menuitem meta plaintext script search select style svg template textarea title xmp
    """
)
"""Elements that are not kept, but that a parser treats in a way of its own, so that their tags are left to it."""
