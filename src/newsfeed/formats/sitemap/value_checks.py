"""Checks of the values of sitemaps."""

import re
from collections.abc import Iterable
from typing import Final

from newsfeed.findings import Severity
from newsfeed.formats.sitemap.vocabulary import MAX_LOC
from newsfeed.validation.faults import Fault, ValueCheck, quote
from newsfeed.values import dates, iris
from newsfeed.values.languages import canonical_tag

_DECIMAL: Final = re.compile(r"\+?(?:[0-9]{1,16}(?:\.[0-9]{0,16})?|\.[0-9]{1,16})")
_WEB: Final = re.compile(r"https?://", re.IGNORECASE)
_CHANGES: Final = ("always", "hourly", "daily", "weekly", "monthly", "yearly", "never")
_NEWS_LANGUAGE: Final = re.compile(r"zh-cn|zh-tw|[a-z]{2,3}", re.IGNORECASE)


def filled(name: str) -> ValueCheck:
    """Return a check that a text is not empty; `name` is that of the element as written."""

    def _check(text: str) -> Iterable[Fault]:
        if not text:
            yield Fault("blank", "", f"<{name}> is empty: write its value")

    return _check


def location(name: str) -> ValueCheck:
    """Return a check of an address of the web; `name` is that of its element or attribute as written."""

    def _check(text: str) -> Iterable[Fault]:
        if not text:
            yield Fault("blank", "", f"{name} is empty: write the address")
        elif not _WEB.match(text):
            message = f"{name} must begin with http:// or https://: write the whole address instead of {quote(text)}"
            yield Fault("incomplete", "", message)
        elif len(text) > MAX_LOC:
            message = f"{name} has {len(text):,} characters: write an address with fewer than 2,048"
            yield Fault("long", "", message)
        else:
            yield from _check_syntax(name, text)

    return _check


def _check_syntax(name: str, text: str) -> Iterable[Fault]:
    try:
        iris.check_iri(text)
    except ValueError as error:
        yield Fault("invalid", "", f"{name} is not a valid address: {error}")


def date(name: str) -> ValueCheck:
    """Return a check of a date (W3C Datetime); `name` is that of its element as written."""

    def _check(text: str) -> Iterable[Fault]:
        try:
            dates.parse_w3cdtf(text)
        except ValueError as error:
            yield Fault("invalid", "", f"<{name}> is not a date of W3C Datetime: {error}")

    return _check


def changefreq(text: str) -> Iterable[Fault]:
    """Check how often a page changes."""
    if text not in _CHANGES:
        message = f"<changefreq> is {quote(text)}: write {', '.join(_CHANGES[:-1])} or {_CHANGES[-1]}"
        yield Fault("invalid", "", message)


def priority(text: str) -> Iterable[Fault]:
    """Check the priority of a page."""
    if not _DECIMAL.fullmatch(text) or float(text) > 1:
        yield Fault("invalid", "", f"<priority> is {quote(text)}: write a number from 0.0 to 1.0, such as 0.8")


def publication_name(text: str) -> Iterable[Fault]:
    """Check the name of a publication."""
    yield from filled("news:name")(text)
    if "(" in text or ")" in text:
        message = (
            f"<news:name> {quote(text)} has parentheses: write the name as on the site, without the part in parentheses"
        )
        yield Fault("parentheses", "", message)


def news_language(text: str) -> Iterable[Fault]:
    """Check the language of a publication."""
    if not _NEWS_LANGUAGE.fullmatch(text):
        message = f"<news:language> is {quote(text)}: write a code of ISO 639 such as en, or zh-cn or zh-tw for Chinese"
        yield Fault("invalid", "", message)


def obsolete(name: str, remedy: str, severity: Severity) -> ValueCheck:
    """Return a check that reports an element that Google no longer reads.

    Args:
        name: name of the element as written.
        remedy: what to do instead.
        severity: of the finding.
    """

    def _check(_text: str) -> Iterable[Fault]:
        yield Fault("obsolete", "", f"Google no longer reads <{name}>: {remedy}", severity=severity)

    return _check


def relation(text: str) -> Iterable[Fault]:
    """Check the relation of a link to a translation."""
    if text != "alternate":
        message = f'the relation of <xhtml:link> is {quote(text)}, which search engines ignore: write rel="alternate"'
        yield Fault("invalid", "", message, severity=Severity.WARNING)


def hreflang(text: str) -> Iterable[Fault]:
    """Check the language of a translation."""
    if canonical_tag(text) is None or "_" in text:
        message = f"hreflang is {quote(text)}: write a language such as en, en-GB, zh-Hant or x-default"
        yield Fault("invalid", "", message)


def duration(text: str) -> Iterable[Fault]:
    """Check the running time of a video."""
    if not (text.isascii() and text.isdigit() and len(text) < 6 and 1 <= int(text) <= 28_800):
        message = f"<video:duration> is {quote(text)}: write whole seconds from 1 to 28800"
        yield Fault("invalid", "", message)


def description(text: str) -> Iterable[Fault]:
    """Check the description of a video."""
    yield from filled("video:description")(text)
    if len(text) > 2048:
        message = f"<video:description> has {len(text):,} characters: write at most 2,048"
        yield Fault("long", "", message)


def yes_no(name: str) -> ValueCheck:
    """Return a check of a value that is yes or no; `name` is that of its element as written."""

    def _check(text: str) -> Iterable[Fault]:
        if text.lower() not in ("yes", "no"):
            yield Fault("invalid", "", f"<{name}> is {quote(text)}: write yes or no")

    return _check
