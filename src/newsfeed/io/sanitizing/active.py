"""Detection of HTML that runs, for texts that are kept as they are and not sanitized."""

from typing import Final

from newsfeed.io.sanitizing.tokens import Token, parse_attributes, tokenize
from newsfeed.io.sanitizing.vocabulary import ADDRESS_ATTRIBUTES, words
from newsfeed.values.link_safety import has_unsafe_link, is_unsafe_link, is_unsafe_style

_RUNNING: Final = words("script style")
"""Elements whose content runs or changes the page once they are closed."""

_LOADING: Final = words("applet base embed frame iframe link meta object portal script")
"""Elements that load or change something by their attributes."""

_LISTS: Final = words("archive imagesrcset ping srcset")
"""Attributes with several addresses."""

_NOT_HANDLERS: Final = words("on onair once ondemand one ongoing online only onset onshore onsite ontology onward")
"""Names of attributes that begin like those of event handlers."""


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


def has_active_html(text: str) -> bool:
    """Return whether a text is HTML that would run or load something; a mere mention of an element is not.

    Args:
        text: plain text or HTML.
    """
    if "<" not in text:
        return False
    tokens = list(tokenize(text))
    closed = {token.name for token in tokens if token.kind == "end"}
    return any(_is_active(token, closed) for token in tokens if token.kind == "start")


def _is_active(token: Token, closed: set[str]) -> bool:
    if token.name in _RUNNING and token.name in closed:
        return True
    if not token.attributes.strip("/ \t\r\n\f"):
        return False
    return token.name in _LOADING or any(
        is_unsafe_attribute(name.rpartition(":")[2], value)
        for name, value in parse_attributes(token.attributes).items()
    )
