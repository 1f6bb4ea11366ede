"""Checks of HTML in text: unsafe or ill-formed markup, relative links, and markup in text that is not HTML."""

import re
from collections.abc import Iterable, Iterator
from html.entities import name2codepoint
from typing import Final

from newsfeed.errors import LimitError
from newsfeed.io.floods import check_tags
from newsfeed.io.limits import DEFAULT
from newsfeed.validation import clean_fragments, html_styles, html_syntax
from newsfeed.validation.faults import Fault, quote
from newsfeed.validation.html_names import ATTRIBUTES, DRAWINGS, ELEMENTS, LINKS, RISKY, SAFE

_ATTRIBUTE: Final = re.compile(r"([^\s\"'<>/=]++)(?:\s*+=\s*+(?:\"([^\"]*+)\"|'([^']*+)'|([^\s\"'>]++)))?")
_ABSOLUTE: Final = re.compile(r"[A-Za-z][A-Za-z0-9+.\-]*+:|#")
_NOT_IN_URI: Final = re.compile("[^\x80-\U0010ffff0-9a-zA-Z;/?:@&=+$.\\-_!~*'()%,#]")
_UNSAFE_LINK: Final = re.compile(r"[\x00-\x20]*+(?:(?:java|vb|live)script|mocha|data:text)\s*+", re.IGNORECASE)
_SKIPPED: Final = re.compile("[\t\r\n\x00]")
_SHOWN_LINKS: Final = frozenset((("a", "href"), ("img", "src")))
"""The links that every reader shows or follows, by element and attribute."""


def check_fragment(text: str, *, relative: bool = True) -> Iterator[Fault]:
    """Check a fragment of HTML; each kind of fault is reported once for each name.

    HTML over the limits of readers has this one fault: checking a flood of tags takes seconds.

    Args:
        text: the fragment.
        relative: report relative links, because there is no base to resolve them against.
    """
    if "<" not in text and "&" not in text and text.isprintable():
        return
    if reason := _excess(text):
        yield Fault("html_malformed", "NotHtml", f"the HTML {reason}: shorten it, since readers leave it out")
        return
    clean = clean_fragments.current()
    if clean is None:
        yield from _fragment_faults(text, relative)
        return
    if (text, relative) in clean:
        return
    is_clean = True
    for fault in _fragment_faults(text, relative):
        is_clean = False
        yield fault
    if is_clean:
        clean.add(text, relative)


def _excess(text: str) -> str:
    """Return by what a fragment exceeds the limits of readers, or ""."""
    if len(text) > DEFAULT.html:
        return f"is over {DEFAULT.html} characters long"
    try:
        check_tags(text, DEFAULT)
    except LimitError as error:
        return error.reason
    return ""


def _fragment_faults(text: str, relative: bool) -> Iterator[Fault]:
    seen: set[tuple[str, str]] = set()
    syntax_faults: list[html_syntax.SyntaxFault] = []
    for tag in html_syntax.parse(text, syntax_faults):
        if tag.attributes or tag.name not in SAFE:
            for key, fault in check_start_tag(tag.name, _pairs(tag.attributes), relative=relative):
                if key not in seen:
                    seen.add(key)
                    yield fault
    for problem, message in syntax_faults:
        yield Fault(problem, "NotHtml", message)


Keyed = tuple[tuple[str, str], Fault]
"""A fault with a key: faults with the same key are reported once."""


def _pairs(attributes: str) -> Iterator[tuple[str, str]]:
    if attributes and not attributes.isspace():
        for match in _ATTRIBUTE.finditer(attributes):
            yield match[1].lower(), match[2] or match[3] or match[4] or ""


def check_start_tag(
    name: str, attributes: Iterable[tuple[str, str]], *, relative: bool = True, all_attributes: bool = False
) -> Iterator[Keyed]:
    """Check a start tag.

    Args:
        name: name of the element in lower case.
        attributes: names and values of its attributes.
        relative: report relative links.
        all_attributes: accept unknown attributes, except those that run code.
    """
    if name in SAFE:
        for attribute, value in attributes:
            if not all_attributes or attribute in LINKS or attribute.startswith(("on", "style")):
                yield from _attribute(name, attribute, value, relative)
    elif name in RISKY:
        message = f"the HTML element <{name}> is a security risk, and readers drop it: remove it"
        yield ("element", name), Fault("unsafe_element", "SecurityRisk", message)
    elif name in DRAWINGS:
        message = f"readers remove <{name}> from HTML: write an image or text instead"
        yield ("element", name), Fault("html_unknown", "NotHtml", message)
    else:
        message = f"HTML has no element {quote(name)}: check its spelling or escape the < as &amp;lt;"
        yield ("element", name), Fault("html_unknown", "NotHtml", message)


def _attribute(name: str, attribute: str, value: str, relative: bool) -> Iterator[Keyed]:
    if attribute in LINKS:
        yield from _link(name, attribute, value, relative)
    elif attribute == "style":
        yield from check_style(value)
    elif attribute not in ATTRIBUTES and not attribute.startswith(("data-", "aria-", "xmlns:")):
        message = f"the attribute {attribute[:32]} of the HTML element <{name}> is a security risk: remove it"
        yield ("attribute", attribute), Fault("unsafe_attribute", "SecurityRiskAttr", message)


def _link(name: str, attribute: str, value: str, relative: bool) -> Iterator[Keyed]:
    value = value.strip()
    if _UNSAFE_LINK.match(_SKIPPED.sub("", value)):
        message = f"the {attribute} {quote(value)} of the HTML element <{name}> runs code: write a link with https://"
        yield ("script", name), Fault("unsafe_link", "SecurityRisk", message)
    elif relative and (name, attribute) in _SHOWN_LINKS and not _ABSOLUTE.match(value):
        if character := _NOT_IN_URI.search(value):
            message = (
                f"the character {quote(character[0])} is not allowed in the {attribute} {quote(value)} of <{name}>: "
                f"write an absolute link with %{ord(character[0]):02X}"
            )
            yield ("character", name), Fault("character", "InvalidUriChar", message)
        else:
            message = f"the {attribute} {quote(value)} of the HTML element <{name}> is relative: write an absolute link"
            yield ("relative", name), Fault("relative", "ContainsRelRef", message)


def check_style(value: str) -> Iterator[Keyed]:
    """Check a style attribute."""
    for name, part in html_styles.unsafe_parts(value):
        message = f"the style {quote(part)} can change the page around the text: remove it"
        yield ("style", name), Fault("unsafe_style", "DangerousStyleAttr", message)


# --- text that is not HTML ---

_TAG: Final = re.compile(r"</([A-Za-z][A-Za-z0-9]*)\s*>|<([A-Za-z][A-Za-z0-9]*)(?:\s[^<>]*)?/?>")
_END_TAG: Final = re.compile(r"</(\w+)>")
_ENTITY: Final = re.compile(r"&(#?\w+)")
_MARKUP_LIKE: Final = re.compile(r"<[A-Za-z/]")


def find_tag(text: str) -> str:
    """Return the first HTML tag in a text, or "" if there is none."""
    if "<" in text:
        for match in _TAG.finditer(text):
            if (match[1] or match[2]).lower() in ELEMENTS:
                return match[0]
    return ""


def find_end_tag(text: str) -> str:
    """Return the first HTML end tag in a text, or "" if there is none: only those prove that a text is HTML."""
    if "</" in text:
        for match in _END_TAG.finditer(text):
            if match[1].lower() in ELEMENTS:
                return match[0]
    return ""


def find_reference(text: str) -> str:
    """Return the first HTML character reference in a text, with or without its semicolon, or "" if there is none."""
    if "&" in text:
        for match in _ENTITY.finditer(text):
            if match[1] in name2codepoint or match[1] == "apos" or not match[1].isalpha():
                return match[0]
    return ""


def check_plain_text(text: str, *, encoded: bool = False) -> Iterable[Fault]:
    """Check a text that is not HTML, such as a title.

    Args:
        text: the text.
        encoded: the source has & and < as hexadecimal references, which mark plain text in the RSS profile.
    """
    if "<" not in text and "&" not in text:
        return ()
    if tag := find_end_tag(text):
        return (Fault("html", "ContainsHTML", f"this plain text contains the HTML {quote(tag)}: remove the markup"),)
    if encoded:
        return ()
    if entity := find_reference(text):
        message = (
            f"this plain text contains {quote(entity)} and readers differ in decoding it: write the character itself"
        )
        return (Fault("html", "ContainsHTML", message),)
    return check_markup_like(text)


def check_markup_like(text: str) -> Iterable[Fault]:
    """Report a < in plain text that looks like the start of a tag (RSS profile, Character Data)."""
    if _MARKUP_LIKE.search(text):
        message = "some readers mistake the < for a tag: write it as &#x3C; and an & as &#x26;"
        return (Fault("character_data", "CharacterData", message),)
    return ()


def check_undeclared(text: str, *, encoded: bool = False) -> Iterable[Fault]:
    """Check a text that is declared as plain text.

    Args:
        text: the text.
        encoded: the source has & and < as hexadecimal references, which mark plain text in the RSS profile.
    """
    if markup := find_end_tag(text) or ("" if encoded else find_reference(text)):
        message = f'this text is declared as plain text but contains {quote(markup)}: write type="html" or remove it'
        return (Fault("html", "ContainsUndeclaredHTML", message),)
    return ()


_MOJIBAKE: Final = re.compile("[\x80-\x9f\ufffd]|[\xc2\xc3][\x80-\xbf]")


def check_characters(text: str) -> Iterable[Fault]:
    """Report text that looks like mojibake (UTF-8 decoded as Windows-1252) or that has replacement characters."""
    if text.isascii():
        return ()
    for match in _MOJIBAKE.finditer(text):
        if len(match[0]) == 1 or _is_double_encoded(text, match.start()):
            message = f"{match[0]!r} looks like text decoded with the wrong encoding: write UTF-8 and declare it"
            return (Fault("characters", "BadCharacters", message),)
    return ()


_LONGEST_LINE: Final = 1000


def _is_double_encoded(text: str, index: int) -> bool:
    """Return whether a whole line is UTF-8 that was decoded as ISO 8859-1; "\u00c3\u00bb" may end a Portuguese word."""
    start = text.rfind("\n", max(0, index - _LONGEST_LINE), index) + 1 or max(0, index - _LONGEST_LINE)
    end = text.find("\n", index, index + _LONGEST_LINE)
    line = text[start : end if end >= 0 else index + _LONGEST_LINE]
    try:
        line.encode("latin-1").decode()
    except UnicodeError:
        return False
    return True
