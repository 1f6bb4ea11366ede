"""Parse errors of HTML fragments (HTML standard, sections 13.2.5 and 13.2.6), up to the first one.

Browsers and readers repair ill-formed HTML, each in its own way, so only the first error is reliable: what follows depends
on the repair. Since checking ends there, the stack of open elements never needs one.
"""

import re
from collections.abc import Iterator
from typing import Final, NamedTuple

from newsfeed.validation.faults import quote
from newsfeed.validation.html_grammar import (
    BLOCK_ENDS,
    BLOCKS,
    ENDED_BY_OTHERS,
    ENDS_PART,
    FOREIGN_BREAKOUT,
    FORMATTING,
    HEADINGS,
    MISPLACED,
    MODES,
    OPEN_AT_END,
    OUTER,
    PHRASING_ENDED_BY_OTHERS,
    RAW_TEXT,
    REFUSED,
    ROOT,
    TABLE_PARTS,
    VOID,
    open_inside,
)
from newsfeed.validation.html_references import CONTROL, check_references


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


TOKEN: Final = re.compile(
    r"<!--.*?(?:-->|\Z)|<[!?][^>]*+>?|<(/?)([a-zA-Z][^\s/>]*+)((?:[^>\"']++|\"[^\"]*+\"|'[^']*+')*+)(>?)", re.DOTALL
)
"""A tag (its solidus, name, attributes and closing bracket), a comment or a declaration."""

_ATTRIBUTE: Final = re.compile(
    r"(?P<space>[\s/]*+)(?P<name>[^\s\"'<>/=]++)(?:\s*+=\s*+(?P<value>\"[^\"]*+\"|'[^']*+'|[^\s\"'<>=`]++))?"
)
_SPACES: Final = re.compile(r"\s*+")


def parse(text: str, faults: list[SyntaxFault]) -> Iterator[Tag]:
    """Yield the start tags of a fragment, and add its first parse error to `faults`.

    Args:
        text: the fragment.
        faults: receives at most one error of the tags, and at most one of a character reference.
    """
    checker = _Checker(faults)
    position = 0
    if CONTROL.search(text):
        faults.append(SyntaxFault("html_malformed", "the HTML has a control character: remove it"))
        checker.has_failed = True
    while (match := TOKEN.search(text, position)) is not None:
        start = match.start()
        if start > position:
            checker.check_text(text, position, start)
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
            if name in RAW_TEXT and not checker.is_foreign:
                position = checker.skip_raw_text(text, position, name)
    checker.check_text(text, position, len(text))
    checker.finish()


class _Checker:
    """Parser of one fragment that keeps the stack of open elements until the first error."""

    def __init__(self, faults: list[SyntaxFault]) -> None:
        self._faults = faults
        self._stack = [ROOT]
        self._has_form = False
        self._has_reported_reference = False
        self.has_failed = False

    @property
    def is_foreign(self) -> bool:
        """True if the innermost open element is part of MathML or SVG."""
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
        if not self._has_reported_reference and (message := check_references(text, start, end)):
            self._has_reported_reference = True
            self._faults.append(SyntaxFault("html_entity", message))

    def check_comment(self, source: str) -> None:
        """Check a comment, or something else that begins like one."""
        if not source.startswith("<!--"):
            self.fail(f"{quote(source)} is not allowed in HTML that is part of a page: remove it")
        elif not source.endswith("-->") or len(source) < 7:
            self.fail("an HTML comment has no end: add -->")
        elif "--" in source[4:-3] or source.endswith("--->"):
            self.fail("an HTML comment contains --, and readers differ in where it ends: write one hyphen")

    def skip_raw_text(self, text: str, position: int, name: str) -> int:
        """Return the position of the end tag of an element with content that is not markup."""
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
        if self._stack[-1].foreign and name not in FOREIGN_BREAKOUT:
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
        if name in REFUSED:
            self.fail(f"the HTML element <{name}> is not allowed inside a page: remove it")
        elif top.mode != "body":
            self._check_place_in_table(name)
        elif name in MISPLACED:
            self.fail(f"the HTML element <{name}> is outside of its place, such as a table: remove it")
        else:
            self._check_place_in_body(name)

    def _check_place_in_body(self, name: str) -> None:
        top = self._stack[-1]
        if name in BLOCKS and top.p:
            self._end_paragraph()
        if name in HEADINGS and self._stack[-1].name in HEADINGS:
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
            if name in ENDS_PART[mode]:
                self._close_implied()
                if MODES.get(self._stack[-1].name) != mode:
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
        elif name not in TABLE_PARTS[mode] and not (name == "script" or name == "style"):  # noqa: PLR1714
            self.fail(f"the HTML element <{name}> is not allowed directly in a table: move it into a <td>")
        elif name in ENDS_PART.get(mode, ()):
            self._stack.pop()
            if self._stack[-1] is not ROOT:
                self._check_place(name)
        elif mode == "table" and name == "tr":
            self._push("tbody")
        elif mode == "table" and name == "col":
            self._push("colgroup")

    def _check_place_in_select(self, name: str) -> None:
        if name not in TABLE_PARTS["select"]:
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
        if not attributes and self._stack[-1].name == name:
            self._stack.pop()
            self._has_form = self._has_form and name != "form"
        elif attributes.strip():
            self.fail(f"the HTML end tag </{name[:32]}> has attributes: remove them")
        elif self._stack[-1].foreign:
            self._end_foreign(name)
        elif name in VOID or name in ("body", "image"):
            if name != "col" or self._stack[-1].mode != "colgroup":
                self.fail(f"the HTML end tag </{name}> has no start tag: remove it")
            else:
                self.fail("the HTML end tag </col> is not allowed: remove it")
        elif name in MODES and name != "select":
            self._end_part(name)
        elif name != "html":
            self._end_element(name)

    def _end_element(self, name: str) -> None:
        if name in ("li", "dd", "dt"):
            self._end_item(name)
            return
        if name in BLOCK_ENDS or name in HEADINGS or name == "select":
            self._close_implied()
        elif name == "p":
            self._close_implied(besides="p")
        elif name not in FORMATTING:
            while self._stack[-1].name in PHRASING_ENDED_BY_OTHERS and self._stack[-1].name != name:
                self._stack.pop()
        if name == "form":
            self._has_form = False
        self._pop(name)

    def _end_part(self, name: str) -> None:
        """Close a part of a table, and the parts inside it with optional end tags."""
        while (mode := self._stack[-1].mode) != "body":
            if mode in ("cell", "caption"):
                self._close_implied()
            if self._stack[-1].name == name:
                self._stack.pop()
                return
            if MODES.get(self._stack[-1].name) != mode or name not in OUTER.get(mode, "").split():
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
        while (name := self._stack[-1].name) in ENDED_BY_OTHERS and name != besides:
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
            if element.name not in OPEN_AT_END or element.mode == "table":
                name = element.name[:32]
                self.fail(f"the HTML element <{name}> is not closed: add </{name}>")
                return

    # --- the stack ---

    def _push(self, name: str) -> None:
        self._stack.append(open_inside(self._stack[-1], name))

    def _fail_stray(self, name: str) -> None:
        top = self._stack[-1]
        if top is ROOT:
            self.fail(f"the HTML end tag </{name[:32]}> has no start tag: remove it")
        else:
            self._fail_unclosed(f"</{name[:32]}>")

    def _fail_unclosed(self, tag: str) -> None:
        name = self._stack[-1].name[:32]
        self.fail(f"the HTML element <{name}> is not closed before {tag}: add </{name}>, or remove {tag}")
