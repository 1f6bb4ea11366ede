"""Safety of extensions: they hold no code, and no addresses that a browser or feed reader would run or open a local file by.

The same rules apply to extensions that a program builds, which are refused, and to those that a reader keeps, which lose
what is unsafe. Text that merely begins with a word and a colon is safe (see `newsfeed.values.link_safety`).
"""

import re
from collections.abc import Callable, Collection, Iterable, Iterator
from functools import lru_cache
from typing import Final

from newsfeed.errors import NewsfeedError
from newsfeed.io.sanitizing.active import active_html_fault, is_handler, is_unsafe_attribute
from newsfeed.io.sanitizing.vocabulary import ELEMENTS, words
from newsfeed.values.escaping import quoted
from newsfeed.values.link_safety import is_unsafe_link, is_unsafe_text
from newsfeed.values.namespaces import MATHML, SVG, XHTML, split_name
from newsfeed.values.patterns import pattern

JsonValue = None | bool | int | float | str | list["JsonValue"] | dict[str, "JsonValue"]
"""A value of JSON."""

Note = Callable[[str, str], None]
"""A function that reports what is left out: the code of a finding without its prefix, and the message."""

_LINK_NAME: Final = pattern(
    r"(?:.*(?:href|link|src|srcset|url)|action|avatar|background|banner|cite|formaction|icon|image|logo|longdesc|ping"
    r"|poster|thumbnail|website)",
    re.IGNORECASE,
)
"""Matches the names of attributes, elements and members whose value is an address in nearly every vocabulary."""

_STATIC_SVG: Final = words(
    """
    circle clipPath defs desc ellipse g line linearGradient marker mask metadata path pattern polygon polyline
    radialGradient rect stop svg symbol text title tspan
    """
)
_STATIC_MATHML: Final = words(
    """
    math menclose merror mfenced mfrac mi mmultiscripts mn mo mover mpadded mphantom mprescripts mroot mrow ms mspace
    msqrt mstyle msub msubsup msup mtable mtd mtext mtr munder munderover none semantics
    """
)
_OF_XHTML: Final = frozenset(("link", "meta"))
"""Elements beside those of sanitized HTML that feeds have, and that run nothing by themselves."""

_OTHERWISE_UNSAFE: Final = frozenset(("ping", "srcdoc", "srcset", "style"))
"""Attributes of any element that can be unsafe without having one unsafe address as their value."""

_STATIC: Final = {XHTML: ELEMENTS | _OF_XHTML, SVG: _STATIC_SVG, MATHML: _STATIC_MATHML}

_NOT_PLAIN_JSON: Final = pattern('(?<!")(?<!http)(?<!https):|[&%<\\\\\ufe13\ufe55\ufe60\ufe6a\uff05\uff06\uff1a]')
"""Matches what JSON can have an unsafe address or HTML by: a colon inside a text, other than that of the web's schemes."""

_MAX_JOINED: Final = 2000
"""Number of characters of an element's whole text in which a scheme is looked for."""


@lru_cache(maxsize=1024)
def _is_link_name(name: str) -> bool:
    return _LINK_NAME.fullmatch(name) is not None


@lru_cache(maxsize=1024)
def element_fault(name: str) -> str:
    """Return why an element may not be in an extension, or "".

    Args:
        name: its name in Clark notation.
    """
    namespace, local_name = split_name(name)
    if namespace not in (XHTML, SVG, MATHML):
        return ""
    return "" if local_name in _STATIC[namespace] else f"<{local_name}> can run or load something: remove it"


def attribute_fault(element: str, name: str, value: str) -> str:
    """Return why an attribute may not be in an extension, or "".

    Args:
        element: the name of its element, in Clark notation.
        name: its name, in Clark notation or local.
        value: its value.
    """
    local_name = split_name(name)[1]
    if is_handler(local_name):
        return f"the attribute {local_name} is an event handler: remove it"
    if split_name(element)[0] in (XHTML, SVG, MATHML):
        is_active = local_name.lower() in ("http-equiv", "style") or is_unsafe_attribute(local_name, value)
    else:
        is_list = local_name.lower() in ("srcset", "ping", "style", "srcdoc")
        is_active = is_list and is_unsafe_attribute(local_name, value)
    return (
        f"the attribute {local_name} runs or loads something: remove it"
        if is_active
        else _text_fault(local_name, value)
    )


def _text_fault(name: str, text: str) -> str:
    """Return why a text may not be in an extension, or ""; `name` is the local name of the element or attribute."""
    if not text:
        return ""
    if is_unsafe_link(text) if _is_link_name(name) else is_unsafe_text(text):
        return f"{quoted(text, 200)} has a scheme that is unsafe in a link: write https:// or another safe scheme"
    if "<" in text and (fault := active_html_fault(text)):
        return f"{quoted(text)} is HTML that {fault}: sanitize it"
    return ""


def content_fault(name: str, text: str) -> str:
    """Return why a text may not be in the content of an extension, or "".

    Args:
        name: the name of the element, in Clark notation.
        text: the text; JSON is judged by the texts in it.
    """
    local_name = split_name(name)[1]
    value = _json_of(text)
    return _text_fault(local_name, text) if value is None else next(_json_faults(value, local_name), "")


def whole_text_fault(name: str, parts: Collection[object], texts: Iterable[str]) -> str:
    """Return why an element may not have several texts that a consumer may take as one, or "".

    Args:
        name: the name of the element, in Clark notation.
        parts: the texts and elements in it.
        texts: all text in it and its descendants, in document order.
    """
    is_mixed = len(parts) > 1 and any(isinstance(part, str) for part in parts)
    if not is_mixed and not (parts and _is_link_name(split_name(name)[1])):
        return ""
    start = ""
    for text in texts:
        start = (start + text).lstrip()
        if len(start) > _MAX_JOINED:
            break
    return _text_fault(split_name(name)[1], start[:_MAX_JOINED])


# --- values in JSON ----------------------------------------------------------------------------------------------------------


def _json_of(text: str) -> JsonValue:
    """Return the value that a text is the JSON of, or None; "" for one in which nothing can be unsafe."""
    if not text.startswith(("{", "[", '"')) or not text.endswith(("}", "]", '"')):
        return None
    if _NOT_PLAIN_JSON.search(text) is None:
        return ""
    from newsfeed.io import json  # slow to import, and few extensions have JSON

    try:
        value: JsonValue = json.decode(text.encode())
    except (NewsfeedError, UnicodeEncodeError):
        return None
    return value


def _json_faults(value: JsonValue, name: str) -> Iterator[str]:
    if isinstance(value, str):
        if fault := _text_fault(name, value):
            yield fault
    elif isinstance(value, list):
        for item in value:
            yield from _json_faults(item, name)
    elif isinstance(value, dict):
        for key, item in value.items():
            if fault := _text_fault("", key):
                yield fault
            yield from _json_faults(item, key)


class Removed:
    """The result of `safe_json` for a value that is unsafe as a whole."""


def safe_json(value: JsonValue, name: str, note: Note) -> JsonValue | Removed:
    """Return a value of JSON without the texts in it that no extension may hold; the same object if it has none.

    Args:
        value: the value.
        name: the name of the member that has it.
        note: reports each text that is left out.
    """
    if next(_json_faults(value, name), "") == "":
        return value
    return _pruned(value, name, note)


def _pruned(value: JsonValue, name: str, note: Note) -> JsonValue | Removed:
    if not value:
        return value
    if isinstance(value, str):
        return _safe_member_text(value, name, note)
    if isinstance(value, list):
        items = [_pruned(item, name, note) for item in value]
        return [item for item in items if not isinstance(item, Removed)] or Removed()
    if isinstance(value, dict):
        members = {key: _pruned(item, key, note) for key, item in value.items() if not _is_dropped_key(key, note)}
        return {key: item for key, item in members.items() if not isinstance(item, Removed)} or Removed()
    return value


def _is_dropped_key(key: str, note: Note) -> bool:
    if fault := _text_fault("", key):
        note("link.unsafe", f"a member is left out: its name {fault}")
    return bool(fault)


def _safe_member_text(text: str, name: str, note: Note) -> str | Removed:
    fault = _text_fault(name, text)
    if not fault:
        return text
    safe = safe_text(name, text, note)
    return Removed() if safe is None else safe


def safe_text(name: str, text: str, note: Note) -> str | None:
    """Return a text made safe for an extension: HTML that runs is sanitized; None for an unsafe address.

    Args:
        name: the local name of the element, attribute or member that has it.
        text: the text.
        note: reports what is left out.
    """
    fault = _text_fault(name, text)
    if not fault:
        return text
    if "<" in text and not is_unsafe_text(text):
        from newsfeed.io.html import sanitize

        try:
            safe = sanitize(text)
        except NewsfeedError:
            safe = ""
        if safe and not _text_fault(name, safe):
            note(
                "extension.sanitized",
                f"HTML in {name:.64} is sanitized, since it runs or loads something: {quoted(text, 200)}",
            )
            return safe
    note("link.unsafe", f"the text of {name:.64} is left out: {fault}")
    return None
