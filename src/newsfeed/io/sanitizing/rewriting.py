"""Rewriting of HTML before it is cleaned: markup that a cleaner would only remove becomes something that stays.

* Embeds, such as `iframe`, become links to the page that shows the same.
* Images, videos and sounds whose address is missing or a placeholder get that which a script was to load, or the largest
  candidate of `srcset`; the sources of a `picture` are candidates of its image.
* The content of `noscript` stays as HTML, since no script of it runs.
* Tags of unknown elements, and of those that are borders for the parser, are removed before parsing (see `UNWRAPPED`).
* The tags of blocks that are not kept, and of cells and rows without a table, leave white space, so that the words on both
  sides stay apart.
"""

from typing import Final, NamedTuple

from newsfeed.io.html_text import BLOCKS, CELLS
from newsfeed.io.sanitizing import embeds, images
from newsfeed.io.sanitizing.tokens import Token, parse_attributes, start_tag
from newsfeed.io.sanitizing.vocabulary import (
    CONTAINERS,
    ELEMENTS,
    ESCAPABLE_RAW_TEXT,
    PARSED,
    RAW_TEXT,
    TABLE_PARTS,
    UNWRAPPED,
    VOID,
)
from newsfeed.values import iris, references
from newsfeed.values.escaping import escape, escape_attribute
from newsfeed.values.xml_chars import fold

TEXT_ONLY: Final = (RAW_TEXT | ESCAPABLE_RAW_TEXT) - {"noscript", "noembed", "noframes"}
"""The elements without tags in their content; that of the others is what browsers without scripts and frames show."""

_EMBED_ADDRESSES: Final = {
    "iframe": ("src", "data-src", "data-lazy-src", "data-cookieblock-src", "data-cmp-src"),
    "frame": ("src",),
    "embed": ("src",),
    "object": ("data",),
}
_MOVIE_PARAMETERS: Final = frozenset(("movie", "src", "url", "filename"))
_LAZY_ELEMENTS: Final = frozenset(("img", "video", "audio", "source"))


_REMOVED_BLOCKS: Final = BLOCKS - ELEMENTS


class EmbedLink(NamedTuple):
    """An embed that became a link.

    Attributes:
        element: name of the embed's element.
        address: the embed's own address, as it is written.
        page: address of the link.
        title: the `title` of the embed, the text of the link; "" if it has none.
    """

    element: str
    address: str
    page: str
    title: str


class Rewriter:
    """Rewriter of one fragment of HTML.

    Args:
        html: the fragment.
        base: the IRI that relative links are resolved against, or None.

    Attributes:
        embeds: the embeds that became links, in their order.
    """

    def __init__(self, html: str, base: str | None) -> None:
        self.embeds: list[EmbedLink] = []
        self._html, self._base = html, base
        self._pieces: list[str] = []
        self._open: list[str] = []
        self._picture_candidates: list[str] | None = None
        self._image_addresses: set[str] = set()
        self._is_in_noscript = False
        self._has_table = False
        self._end_of_removed = -1

    def rewrite(self, tokens: list[Token]) -> str:
        """Return the HTML with its tokens rewritten.

        Args:
            tokens: those of the HTML, with the raw texts of `TEXT_ONLY`.
        """
        end = 0
        for token in tokens:
            self._pieces.append(self._html[end : token.start])
            end = token.end
            source = self._html[token.start : end]
            if token.kind == "start":
                source = self._start(token, source)
            elif token.kind == "end":
                source = self._end(token, source)
            elif token.kind == "raw" and token.name == "iframe":
                # Browsers never show it.
                source = ""
            if token.kind in ("start", "end"):
                self._separate_words(token)
            self._pieces.append(source)
        self._pieces.append(self._html[end:])
        return "".join(self._pieces)

    def _separate_words(self, token: Token) -> None:
        """Add white space for a tag that the cleaner would remove without a trace, unless there is some next to it."""
        self._has_table |= token.name == "table"
        if token.name not in _REMOVED_BLOCKS and (self._has_table or token.name not in TABLE_PARTS):
            return
        is_separate = token.start == self._end_of_removed or self._html[token.end : token.end + 1].isspace()
        self._end_of_removed = token.end
        before = next(filter(None, reversed(self._pieces)), " ")
        if not (is_separate or before[-1].isspace()):
            self._pieces.append(" " if token.name in CELLS else "\n")

    def _start(self, token: Token, source: str) -> str:
        name = token.name
        if name in _EMBED_ADDRESSES or name == "param":
            return self._embed(name, parse_attributes(token.attributes))
        if name == "picture":
            self._picture_candidates = []
            return ""
        if name in _LAZY_ELEMENTS:
            return self._lazy(name, parse_attributes(token.attributes), source)
        if _is_unwrapped(name) or (name in TEXT_ONLY and token.is_empty):
            self._is_in_noscript |= name == "noscript"
            return ""
        if name not in VOID:
            self._open.append(name)
        return source

    def _end(self, token: Token, source: str) -> str:
        name = token.name
        if name == "picture":
            self._picture_candidates = None
        if name in _EMBED_ADDRESSES or name == "picture" or _is_unwrapped(name):
            self._is_in_noscript &= name != "noscript"
            return ""
        # Bounded, since a search of all open elements for each of many stray tags would take quadratic time.
        for offset in range(1, min(len(self._open), 32) + 1):
            if self._open[-offset] == name:
                del self._open[-offset:]
                break
        return source

    # --- embeds ---

    def _embed(self, name: str, attributes: dict[str, str]) -> str:
        """Return the link that an embed becomes, or "" if it has no usable address."""
        if name == "param":
            is_movie = attributes.get("name", "").lower() in _MOVIE_PARAMETERS
            candidates = [attributes.get("value", "")] if is_movie else []
        else:
            candidates = [attributes.get(key, "") for key in _EMBED_ADDRESSES[name]]
        source = next((address for address in candidates if address and not images.is_placeholder(address)), "")
        address = _web_address(self._base, source) if source else None
        if address is None:
            return ""
        page = embeds.page_of(address) or address
        title = attributes.get("title", "")
        is_repeated = bool(self.embeds) and self.embeds[-1].page == page and name in ("param", "embed")
        self.embeds.append(EmbedLink(name, source, page, title))
        return "" if is_repeated else self._link(page, fold(title))

    def _link(self, address: str, title: str) -> str:
        """Return a link; in a paragraph of its own unless it is within one."""
        link = f'<a href="{escape_attribute(address)}">{escape(title or address)}</a>'
        return link if self._open and self._open[-1] not in CONTAINERS else f"<p>{link}</p>"

    # --- images ---

    def _lazy(self, name: str, attributes: dict[str, str], source: str) -> str:
        """Return the tag of an image, video, sound or source with a usable address, if there is one."""
        if name == "source" and self._picture_candidates is not None:
            self._picture_candidates.append(attributes.get("srcset", "") or attributes.get("data-srcset", ""))
            return ""
        if name not in VOID:
            self._open.append(name)
        address = images.image_address(attributes, ", ".join(filter(None, self._picture_candidates or ())))
        if self._picture_candidates:
            self._picture_candidates = []  # They are those of the first image only.
        if address is not None:
            source = start_tag(name, {**attributes, "src": address})
        address = address or attributes.get("src", "")
        if self._is_in_noscript and address in self._image_addresses:
            return ""  # It repeats an image that a script was to load.
        self._image_addresses.add(address)
        return source


def _is_unwrapped(name: str) -> bool:
    return name in UNWRAPPED or (name not in ELEMENTS and name not in PARSED)


def _web_address(base: str | None, reference: str) -> str | None:
    """Return an absolute address of the web, or None."""
    address = references.percent_encode(references.resolve(base, reference))
    is_web = address[:8].lower().startswith(("http://", "https://"))
    return address if is_web and iris.is_iri(address) else None
