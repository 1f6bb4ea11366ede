"""Parse errors of HTML fragments (HTML standard, sections 13.2.5 and 13.2.6), up to the first one.

Browsers and readers repair ill-formed HTML, each in its own way, so only the first error is reliable: what follows depends
on the repair. Since checking ends there, the stack of open elements never needs one.
"""

import re
from collections.abc import Iterator
from html.entities import html5
from typing import Final, NamedTuple

from newsfeed.validation.faults import quote, word_set


class SyntaxFault(NamedTuple):
    """The first parse error of a fragment, with the remedy."""

    problem: str
    message: str


class Tag(NamedTuple):
    """A start tag of a fragment.

    Attributes:
        name: name of the element in lower case.
        attributes: source of its attributes.
    """

    name: str
    attributes: str


class _Open(NamedTuple):
    """An open element, with what its ancestors mean for the tags inside it.

    Attributes:
        name: name of the element.
        mode: insertion mode, named after the nearest part of a table or select.
        item: the nearest element that ends the search for an open list item.
        p, a, button, nobr, ruby: an element of this name is open and in scope.
        foreign: the element is part of MathML or SVG.
    """

    name: str
    mode: str
    item: str
    p: bool
    a: bool
    button: bool
    nobr: bool
    ruby: bool
    foreign: bool


_ROOT: Final = _Open("", "body", "", False, False, False, False, False, False)

TOKEN: Final = re.compile(
    r"<!--.*?(?:-->|\Z)|<[!?][^>]*+>?|<(/?)([a-zA-Z][^\s/>]*+)((?:[^>\"']++|\"[^\"]*+\"|'[^']*+')*+)(>?)", re.DOTALL
)
"""A tag (its solidus, name, attributes and closing bracket), a comment or a declaration."""

_RAW_TEXT: Final = word_set("iframe noembed noframes script style textarea title xmp")
VOID: Final = word_set(
    "area base basefont bgsound br col command embed frame hr img input keygen link meta param source track wbr"
)
"""Elements that have no content and no end tag."""
_ENDED_BY_OTHERS: Final = word_set("dd dt li option optgroup p rp rt")
_PHRASING_ENDED_BY_OTHERS: Final = word_set("option optgroup rp rt")
_OPEN_AT_END: Final = word_set("dd dt li p tbody td tfoot th thead tr")
_HEADINGS: Final = word_set("h1 h2 h3 h4 h5 h6")
_FORMATTING: Final = word_set("a b big code em font i nobr s small strike strong tt u")
_BLOCKS: Final = word_set(
    """
    address article aside blockquote center details dir div dl fieldset figcaption figure footer header hgroup
    main menu nav ol p section summary ul pre listing form plaintext table hr xmp h1 h2 h3 h4 h5 h6
    """
)
"""Elements whose start tag ends an open paragraph."""
_BLOCK_ENDS: Final = (_BLOCKS - word_set("p hr xmp plaintext table")) | word_set("button dialog object applet marquee")
_SPECIAL: Final = (
    _BLOCKS
    | VOID
    | _RAW_TEXT
    | word_set(
        """
        applet body button caption colgroup dd dt frameset head html isindex li marquee noscript object select
        tbody td tfoot th thead tr
        """
    )
) - word_set("keygen source track")
_SEARCHED_PAST: Final = word_set("address div p")
_MISPLACED: Final = word_set("caption col colgroup frame head tbody td tfoot th thead tr")
_REFUSED: Final = word_set("html body frameset image isindex")
_MARKERS: Final = word_set("applet caption marquee object td th")
_SCOPES: Final = _MARKERS | {"table"}
_MODES: Final = {
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
_TABLE_PARTS: Final = {
    "table": word_set("caption colgroup col tbody thead tfoot tr style script"),
    "tbody": word_set("tr style script tbody thead tfoot caption colgroup"),
    "row": word_set("td th style script tr tbody thead tfoot"),
    "select": word_set("option optgroup script"),
}
"""The start tags that each insertion mode of a table or select accepts."""
_ENDS_PART: Final = {
    "row": word_set("tr tbody thead tfoot"),
    "tbody": word_set("tbody thead tfoot caption colgroup"),
    "cell": word_set("td th tr tbody thead tfoot caption col colgroup"),
    "caption": word_set("caption col colgroup tbody td tfoot th thead tr"),
}
"""The start tags that end the current part of a table."""
_OUTER: Final = {
    "row": "table tbody thead tfoot",
    "tbody": "table",
    "colgroup": "table",
    "cell": "table tbody thead tfoot tr",
}
"""The parts of a table whose end tags also end the current part."""
_FOREIGN_BREAKOUT: Final = word_set(
    """
    b big blockquote body br center code dd div dl dt em embed h1 h2 h3 h4 h5 h6 head hr i img li listing menu
    meta nobr ol p pre ruby s small span strong strike sub sup table tt u ul var
    """
)
_INTEGRATION: Final = word_set("foreignobject desc title mi mo mn ms mtext annotation-xml")
_ATTRIBUTE: Final = re.compile(
    r"(?P<space>[\s/]*+)(?P<name>[^\s\"'<>/=]++)(?:\s*+=\s*+(?P<value>\"[^\"]*+\"|'[^']*+'|[^\s\"'<>=`]++))?"
)
_SPACES: Final = re.compile(r"\s*+")
_REFERENCE: Final = re.compile(r"&(?:#[xX]([0-9a-fA-F]++)(;?)|#([0-9]++)(;?)|([A-Za-z][A-Za-z0-9]*+;?))?")
_CONTROL: Final = re.compile("[\x00-\x08\x0b\x0e-\x1f\x7f-\x9f\ufdd0-\ufdef\ufffe\uffff]")
_AMPERSAND_ALONE: Final = frozenset("\t\n\x0c\r <&")


def parse(text: str, faults: list[SyntaxFault]) -> Iterator[Tag]:
    """Yield the start tags of a fragment, and add its first parse error to `faults`.

    Args:
        text: the fragment.
        faults: receives at most one error of the tags, and at most one of a character reference.
    """
    checker = _Checker(faults)
    position = 0
    if _CONTROL.search(text):
        faults.append(SyntaxFault("html_malformed", "the HTML has a control character: remove it"))
        checker.has_failed = True
    while (match := TOKEN.search(text, position)) is not None:
        checker.check_text(text, position, match.start())
        position = match.end()
        solidus, name, attributes, closed = match.groups()
        if name is None:
            checker.check_comment(match[0])
            continue
        name = name.lower()
        if not closed:
            checker.fail(f"the HTML tag <{solidus}{name[:32]} has no end: add the missing >")
        elif solidus:
            checker.end(name, attributes)
        else:
            checker.start(name, attributes)
            yield Tag(name, attributes)
            if name in _RAW_TEXT and not checker.is_foreign:
                position = checker.skip_raw_text(text, position, name)
    checker.check_text(text, position, len(text))
    checker.finish()


class _Checker:
    """Parser of one fragment that keeps the stack of open elements until the first error."""

    def __init__(self, faults: list[SyntaxFault]) -> None:
        self._faults = faults
        self._stack = [_ROOT]
        self._has_form = False
        self._has_reported_reference = False
        self.has_failed = False

    @property
    def is_foreign(self) -> bool:
        """Whether the innermost open element is part of MathML or SVG."""
        return self._stack[-1].foreign

    def fail(self, message: str) -> None:
        """Record the first parse error."""
        if not self.has_failed:
            self.has_failed = True
            self._faults.append(SyntaxFault("html_malformed", message))

    # --- text ---

    def check_text(self, text: str, start: int, end: int) -> None:
        """Check the text between two tags."""
        if (less_than := text.find("<", start, end)) >= 0 and not self.has_failed:
            self.fail(f"the < before {quote(text[less_than + 1 : less_than + 9])} is no tag: write &lt;")
        if text.find("&", start, end) >= 0:
            self._check_references(text, start, end)

    def _check_references(self, text: str, start: int, end: int) -> None:
        for match in _REFERENCE.finditer(text, start, end):
            if self._has_reported_reference:
                return
            hexadecimal, hexadecimal_end, decimal, decimal_end, name = match.groups()
            following = text[match.end() : match.end() + 1] if match.end() < end else ""
            if name is not None:
                is_valid = name.endswith(";") and name in html5
            elif hexadecimal or decimal:
                is_valid = bool(hexadecimal_end or decimal_end) and _is_character(hexadecimal, decimal)
            else:
                is_valid = not following or following in _AMPERSAND_ALONE
            if not is_valid:
                self._has_reported_reference = True
                self._faults.append(_reference_fault(match[0] + ("" if name or hexadecimal or decimal else following)))

    def check_comment(self, source: str) -> None:
        """Check a comment, or something else that begins like one."""
        if not source.startswith("<!--"):
            self.fail(f"{quote(source)} is not allowed in HTML that is part of a page: remove it")
        elif not source.endswith("-->") or len(source) < 7:
            self.fail("an HTML comment has no end: add -->")
        elif "--" in source[4:-3] or source.endswith("--->"):
            self.fail("an HTML comment contains --, and readers differ in where it ends: write one hyphen")

    def skip_raw_text(self, text: str, position: int, name: str) -> int:
        """Return the position of the end tag of an element whose content is not markup."""
        end_tag = re.compile(rf"</{name}(?=[\s/>])", re.IGNORECASE).search(text, position)
        end = end_tag.start() if end_tag else len(text)
        if end_tag is None:
            self.fail(f"the HTML element <{name}> is not closed: add </{name}>")
        if name in ("textarea", "title") and text.find("&", position, end) >= 0:
            self._check_references(text, position, end)
        return end

    # --- start tags ---

    def start(self, name: str, attributes: str) -> None:
        """Open an element."""
        if attributes:
            self._check_attributes(name, attributes)
        if self.has_failed:
            return
        is_closed = attributes.endswith("/")
        if self._stack[-1].foreign and name not in _FOREIGN_BREAKOUT:
            if not is_closed:
                self._push(name)
            return
        if is_closed and name not in VOID and name not in ("math", "svg"):
            self.fail(f"the HTML tag <{name[:32]}/> does not close the element: write <{name[:32]}></{name[:32]}>")
            return
        if self._stack[-1].foreign:
            self.fail(f"the HTML element <{name}> is not allowed in SVG or MathML: write it outside")
            return
        self._check_place(name)
        if name not in VOID and not is_closed:
            self._push(name)

    def _check_attributes(self, name: str, attributes: str) -> None:
        position, names = 0, set()
        end = len(attributes.removesuffix("/"))
        while not _SPACES.fullmatch(attributes, position, end):
            match = _ATTRIBUTE.match(attributes, position, end)
            if match is None or not match["space"] or "/" in match["space"]:
                self.fail(f'the attributes of the HTML element <{name[:32]}> are ill-formed: write name="value"')
                return
            if match["name"].lower() in names:
                attribute = match["name"][:32]
                self.fail(f"the HTML element <{name[:32]}> has the attribute {attribute} twice: keep one")
                return
            names.add(match["name"].lower())
            if match["value"] and "&" in match["value"]:
                value = match["value"]
                self._check_references(value, 0, len(value) - (value[0] in "\"'"))
            position = match.end()

    def _check_place(self, name: str) -> None:
        """End the elements that a start tag ends, and report a start tag in a wrong place."""
        top = self._stack[-1]
        if name in _REFUSED:
            self.fail(f"the HTML element <{name}> is not allowed inside a page: remove it")
        elif top.mode != "body":
            self._check_place_in_table(name)
        elif name in _MISPLACED:
            self.fail(f"the HTML element <{name}> is outside of its place, such as a table: remove it")
        else:
            self._check_place_in_body(name)

    def _check_place_in_body(self, name: str) -> None:
        top = self._stack[-1]
        if name in _BLOCKS and top.p:
            self._end_paragraph()
        if name in _HEADINGS and self._stack[-1].name in _HEADINGS:
            self.fail(f"a heading <{name}> is inside another: close the first one")
        elif name in ("li", "dd", "dt"):
            if top.item in (("li",) if name == "li" else ("dd", "dt")):
                self._end_item(top.item)
            if self._stack[-1].p:
                self._end_paragraph()
        elif (name == "a" and top.a) or (name == "button" and top.button) or (name == "nobr" and top.nobr):
            self.fail(f"the HTML element <{name}> is inside another: close the first one with </{name}>")
        elif name == "form":
            if self._has_form:
                self.fail("an HTML form is inside another: close the first one with </form>")
            self._has_form = True
        elif name in ("rp", "rt") and top.ruby:
            self._close_implied()
            if self._stack[-1].name != "ruby":
                self._fail_unclosed(f"<{name}>")
        elif name in ("option", "optgroup") and top.name == "option":
            self._stack.pop()

    def _check_place_in_table(self, name: str) -> None:
        mode = self._stack[-1].mode
        if mode in ("cell", "caption"):
            if name in _ENDS_PART[mode]:
                self._close_implied()
                if _MODES.get(self._stack[-1].name) != mode:
                    self._fail_unclosed(f"<{name}>")
                    return
                self._stack.pop()
                self._check_place(name)
            else:
                self._check_place_in_body(name)
        elif mode == "select":
            self._check_place_in_select(name)
        elif mode == "colgroup":
            if name != "col":
                self._stack.pop()
                self._check_place_in_table(name)
        elif name not in _TABLE_PARTS[mode] and not (name == "script" or name == "style"):  # noqa: PLR1714
            self.fail(f"the HTML element <{name}> is not allowed directly in a table: move it into a <td>")
        elif name in _ENDS_PART.get(mode, ()):
            self._stack.pop()
            if self._stack[-1] is not _ROOT:
                self._check_place(name)
        elif mode == "table" and name == "tr":
            self._push("tbody")
        elif mode == "table" and name == "col":
            self._push("colgroup")

    def _check_place_in_select(self, name: str) -> None:
        if name not in _TABLE_PARTS["select"]:
            self.fail(f"the HTML element <{name}> is not allowed in <select>: close it with </select>")
        elif name != "script":
            if self._stack[-1].name == "option":
                self._stack.pop()
            if name == "optgroup" and self._stack[-1].name == "optgroup":
                self._stack.pop()

    # --- end tags ---

    def end(self, name: str, attributes: str) -> None:
        """Close an element."""
        if self.has_failed:
            return
        if attributes.strip():
            self.fail(f"the HTML end tag </{name[:32]}> has attributes: remove them")
        elif self._stack[-1].foreign:
            self._end_foreign(name)
        elif name in VOID or name in ("body", "image"):
            if name != "col" or self._stack[-1].mode != "colgroup":
                self.fail(f"the HTML end tag </{name}> has no start tag: remove it")
            else:
                self.fail("the HTML end tag </col> is not allowed: remove it")
        elif name in _MODES and name != "select":
            self._end_part(name)
        elif name != "html":
            self._end_element(name)

    def _end_element(self, name: str) -> None:
        if name in ("li", "dd", "dt"):
            self._end_item(name)
            return
        if name in _BLOCK_ENDS or name in _HEADINGS or name == "select":
            self._close_implied()
        elif name == "p":
            self._close_implied(besides="p")
        elif name not in _FORMATTING:
            while self._stack[-1].name in _PHRASING_ENDED_BY_OTHERS and self._stack[-1].name != name:
                self._stack.pop()
        if name == "form":
            self._has_form = False
        self._pop(name)

    def _end_part(self, name: str) -> None:
        """Close a part of a table, and the parts inside it whose end tags may be left out."""
        while (mode := self._stack[-1].mode) != "body":
            if mode in ("cell", "caption"):
                self._close_implied()
            if self._stack[-1].name == name:
                self._stack.pop()
                return
            if _MODES.get(self._stack[-1].name) != mode or name not in _OUTER.get(mode, "").split():
                break
            self._stack.pop()
        self._fail_stray(name)

    def _end_foreign(self, name: str) -> None:
        if self._stack[-1].name == name:
            self._stack.pop()
        else:
            self._fail_stray(name)

    def _end_item(self, name: str) -> None:
        self._close_implied(besides=name)
        self._pop(name)

    def _end_paragraph(self) -> None:
        self._close_implied(besides="p")
        self._pop("p")

    def _close_implied(self, besides: str = "") -> None:
        while (name := self._stack[-1].name) in _ENDED_BY_OTHERS and name != besides:
            self._stack.pop()

    def _pop(self, name: str) -> None:
        if self._stack[-1].name == name:
            self._stack.pop()
        else:
            self._fail_stray(name)

    def finish(self) -> None:
        """Check the elements that are open at the end of the fragment."""
        if self.has_failed:
            return
        for element in reversed(self._stack[1:]):
            if element.name not in _OPEN_AT_END or element.mode == "table":
                name = element.name[:32]
                self.fail(f"the HTML element <{name}> is not closed: add </{name}>")
                return

    # --- the stack ---

    def _push(self, name: str) -> None:
        top = self._stack[-1]
        is_scope, is_marker = name in _SCOPES, name in _MARKERS
        is_foreign = (top.foreign and top.name not in _INTEGRATION) or name in ("math", "svg")
        mode = _MODES.get(name, top.mode) if not is_foreign else top.mode
        self._stack.append(
            _Open(
                name,
                mode,
                name if name in _SPECIAL and name not in _SEARCHED_PAST else top.item,
                name == "p" or (top.p and not is_scope and name != "button"),
                name == "a" or (top.a and not is_marker),
                name == "button" or (top.button and not is_scope),
                name == "nobr" or (top.nobr and not is_scope),
                name == "ruby" or (top.ruby and not is_scope),
                is_foreign,
            )
        )

    def _fail_stray(self, name: str) -> None:
        top = self._stack[-1]
        if top is _ROOT:
            self.fail(f"the HTML end tag </{name[:32]}> has no start tag: remove it")
        else:
            self._fail_unclosed(f"</{name[:32]}>")

    def _fail_unclosed(self, tag: str) -> None:
        name = self._stack[-1].name[:32]
        self.fail(f"the HTML element <{name}> is not closed before {tag}: add </{name}>, or remove {tag}")


def _is_character(hexadecimal: str | None, decimal: str | None) -> bool:
    """Return whether a numeric reference stands for a character that HTML allows."""
    digits = hexadecimal or decimal or ""
    if len(digits.lstrip("0")) > 7:
        return False
    number = int(digits, 16 if hexadecimal else 10)
    if not 0 < number <= 0x10FFFF or 0xD800 <= number <= 0xDFFF or number == 0x0D:
        return False
    return not _CONTROL.match(chr(number))


def _reference_fault(reference: str) -> SyntaxFault:
    if reference.startswith("&#"):
        message = f"{quote(reference, 16)} is no character of HTML: write the intended character in UTF-8"
    elif reference.endswith(";"):
        message = f"the entity {quote(reference)} is not defined in HTML: write the character itself, or &amp; for an ampersand"
    else:
        message = f"the & of {quote(reference)} begins no character reference: write &amp;"
    return SyntaxFault("html_entity", message)
