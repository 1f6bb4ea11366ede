"""Detection of HTML that runs, for texts that are kept as they are and not sanitized."""

import re
from typing import Final

from newsfeed.errors import LimitError
from newsfeed.io.floods import check_tags
from newsfeed.io.limits import DEFAULT
from newsfeed.io.sanitizing.tokens import Token, may_have_attributes, parse_attributes, tokenize
from newsfeed.io.sanitizing.vocabulary import ADDRESS_ATTRIBUTES, words
from newsfeed.values.link_safety import has_unsafe_link, is_unsafe_link, is_unsafe_style
from newsfeed.values.patterns import pattern

_RUNNING: Final = words("script style")
"""Elements whose content runs or changes the page once they are closed."""

_LOADING: Final = words("applet base embed frame iframe link meta object portal script")
"""Elements that load or change something by their attributes."""

_LISTS: Final = words("archive imagesrcset ping srcset")
"""Attributes with several addresses."""

_NOT_HANDLERS: Final = words("on onair once ondemand one ongoing online only onset onshore onsite ontology onward")
"""Names of attributes that begin like those of event handlers."""

_RUNNING_START: Final = pattern(r"<(?:script|style)[\s/>]", re.IGNORECASE)


def is_handler(name: str) -> bool:
    """Return whether an attribute is that of an event handler, known or not."""
    name = name.lower()
    return name.startswith("on") and name.isalpha() and name not in _NOT_HANDLERS


def is_unsafe_attribute(name: str, value: str) -> bool:
    """Return whether an attribute is an event handler, or has an address or style that a consumer would run.

    Args:
        name: its local name.
        value: its value, without character references.
    """
    name = name.lower()
    if is_handler(name) or name == "srcdoc":
        return True
    if name in _LISTS:
        return has_unsafe_link(value)
    if name == "style":
        return is_unsafe_style(value)
    return name in ADDRESS_ATTRIBUTES and is_unsafe_link(value)


def active_html_fault(text: str) -> str:
    """Return why a text is HTML that may not be kept as it is, as the end of "is HTML that", or "".

    HTML that would run or load something has a fault, and so has a flood of tags, which is not judged further. A mere mention
    of an element has none.

    Args:
        text: plain text or HTML.
    """
    if not may_have_attributes(text) and _RUNNING_START.search(text) is None:
        return ""
    try:
        check_tags(text, DEFAULT)
    except LimitError as error:
        return error.reason
    return "runs or loads something" if _is_active(text) else ""


def _is_active(text: str) -> bool:
    opened: set[str] = set()
    closed: set[str] = set()
    for token in tokenize(text):
        if token.kind == "end":
            closed.add(token.name)
        elif token.kind == "start":
            if _has_active_attributes(token):
                return True
            opened.add(token.name)
    return not _RUNNING.isdisjoint(opened & closed)


def _has_active_attributes(token: Token) -> bool:
    if not token.attributes.strip("/ \t\r\n\f"):
        return False
    return token.name in _LOADING or any(
        is_unsafe_attribute(name.rpartition(":")[2], value)
        for name, value in parse_attributes(token.attributes).items()
    )
