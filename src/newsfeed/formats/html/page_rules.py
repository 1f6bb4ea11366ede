"""Rules of the pages that newsfeed writes: language, headings, ids, images, links, and their agreement with the JSON-LD."""

import re
from collections.abc import Callable, Iterator
from typing import TYPE_CHECKING, Final

from newsfeed.errors import LimitError, ReadError
from newsfeed.findings import Finding, Severity
from newsfeed.formats.html.linked_rules import LinkedData, check_linked_data, read_linked_data
from newsfeed.io import html_page
from newsfeed.plugins import CheckContext
from newsfeed.values import languages
from newsfeed.values.escaping import quoted

if TYPE_CHECKING:
    from lxml import etree

STANDARD: Final = "https://html.spec.whatwg.org/multipage/"
WCAG: Final = "https://www.w3.org/TR/WCAG22/#"
_CHARSET: Final = re.compile(rb"<meta charset=[\"']?utf-8\b", re.IGNORECASE)
_CHARSET_BYTES: Final = 1024
_STYLE_SHEET: Final = re.compile(r"\n<style>\n([^<]*+)</style>\n")
_ABSOLUTE: Final = re.compile(r"https?://[^/\s]", re.IGNORECASE)
_HEADINGS: Final = {f"h{level}": level for level in range(1, 7)}
_CHECKED: Final = frozenset(("html", "title", "meta", "link", "a", "img", *_HEADINGS))


def check_own_page(data: bytes, checking: CheckContext) -> Iterator[Finding]:
    """Yield the findings about a page that newsfeed has written, with its theme or that of a house."""
    if len(data) > checking.limits.bytes:
        yield _unreadable(LimitError("bytes", f"is over {checking.limits.bytes} bytes long"))
        return
    try:
        source = html_page.decode(data, checking.encoding)
        root = html_page.parse(html_page.replace_illegal(_without_style_sheet(source)), checking.limits).root
    except ReadError as error:
        yield _unreadable(error)
        return
    if not _CHARSET.search(data, 0, _CHARSET_BYTES):
        message = 'the first 1,024 bytes name no encoding: write <meta charset="utf-8"/> first in the head'
        yield _finding("html.charset.missing", message, root, f"{STANDARD}semantics.html#charset")
    checker = _PageChecker()
    checker.check(root)
    yield from checker.findings
    linked = read_linked_data(source, checking.limits)
    yield from check_linked_data(linked, root, checking)
    yield from _check_addresses(checker, linked)


def _without_style_sheet(source: str) -> str:
    """Return the source of a page without the text of the style sheet in its head, the largest part of a short page.

    No rule is about it, and the line ends in it stay, so that findings keep their lines.
    """
    match = _STYLE_SHEET.search(source)
    if match is None or "<!--" in source[: match.start()]:
        return source
    return source[: match.start(1)] + "\n" * match[1].count("\n") + source[match.end(1) :]


def _unreadable(error: ReadError) -> Finding:
    code = "html.limit" if isinstance(error, LimitError) else "html.unreadable"
    message = f"the page {error.reason}"
    return Finding(severity=Severity.ERROR, code=code, message=message, line=error.line or 1, column=error.column)


def _finding(
    code: str,
    message: str,
    element: "etree._Element",
    reference: str,
    severity: Severity = Severity.ERROR,
) -> Finding:
    line = element.sourceline or 1
    return Finding(severity=severity, code=code, message=message, line=line, reference=reference)


def _check_addresses(checker: "_PageChecker", linked: LinkedData | None) -> Iterator[Finding]:
    """Yield a finding if the JSON-LD is about another address than the page."""
    if linked is None or checker.canonical is None:
        return
    address = checker.canonical.get("href", "")
    if linked.is_story and linked.url and linked.url != address and _ABSOLUTE.match(address):
        message = (
            f"the canonical link is {quoted(address)}, but the JSON-LD has {quoted(linked.url)}: write one address"
        )
        yield _finding(
            "html.linked_data.url_differs", message, checker.canonical, f"{STANDARD}links.html", Severity.WARNING
        )


class _PageChecker:
    """Checks of the elements of a page, in one walk.

    Attributes:
        findings: the findings so far.
        canonical: the first canonical link, or None.
    """

    def __init__(self) -> None:
        self.findings: list[Finding] = []
        self.canonical: etree._Element | None = None
        self._ids: set[str] = set()
        self._level = 0
        self._names: set[str] = set()
        self._checks: dict[str, Callable[[etree._Element], None]] = {
            "html": self._check_language,
            "title": self._check_title,
            "meta": self._check_meta,
            "link": self._check_link,
            "a": self._check_anchor,
            "img": self._check_image,
            **dict.fromkeys(_HEADINGS, self._check_heading),
        }

    def check(self, root: "etree._Element") -> None:
        """Check all elements."""
        for element in root.iter("*"):
            if identifier := element.get("id"):
                self._check_id(element, identifier)
            if element.tag in _CHECKED:
                self._checks[str(element.tag)](element)
        self._check_presence(root)

    def _add(
        self, code: str, message: str, element: "etree._Element", reference: str, severity: Severity = Severity.ERROR
    ) -> None:
        self.findings.append(_finding(code, message, element, reference, severity))

    def _check_presence(self, root: "etree._Element") -> None:
        if "title" not in self._names:
            message = "the page has no <title>, or an empty one: write the headline into it"
            self._add("html.title.missing", message, root, f"{WCAG}page-titled")
        if "viewport" not in self._names:
            message = 'phones zoom out without a viewport: write <meta name="viewport" content="width=device-width"/>'
            self._add("html.viewport.missing", message, root, f"{WCAG}reflow", Severity.WARNING)
        if not self._level:
            message = "the page has no headline: write it as <h1>"
            self._add("html.heading.missing", message, root, f"{WCAG}headings-and-labels", Severity.WARNING)

    # --- the head ---

    def _check_language(self, element: "etree._Element") -> None:
        language = element.get("lang")
        if not language:
            message = "<html> has no lang, so screen readers guess the language: write a tag such as lang='en'"
            self._add("html.language.missing", message, element, f"{WCAG}language-of-page", Severity.WARNING)
            return
        try:
            languages.check_language(language)
        except ValueError as error:
            self._add("html.language.invalid", f"the lang of <html>: {error}", element, f"{WCAG}language-of-page")
            return
        direction = languages.text_direction(language)
        if (element.get("dir") or "ltr").lower() not in (direction, "auto"):
            message = f"<html> is {element.get('dir')}, but {language} is written {direction}: write dir='{direction}'"
            self._add(
                "html.direction.wrong", message, element, f"{STANDARD}dom.html#the-dir-attribute", Severity.WARNING
            )

    def _check_title(self, element: "etree._Element") -> None:
        if (element.text or "").strip():
            self._names.add("title")

    def _check_meta(self, element: "etree._Element") -> None:
        self._names.add((element.get("name") or "").lower())

    def _check_link(self, element: "etree._Element") -> None:
        if "canonical" not in (element.get("rel") or "").lower().split():
            return
        if self.canonical is not None:
            message = "the page has several canonical links, and readers ignore all of them: keep one"
            self._add("html.canonical.repeated", message, element, "https://www.rfc-editor.org/rfc/rfc6596")
            return
        self.canonical = element
        if not _ABSOLUTE.match(element.get("href") or ""):
            message = f"the canonical link {quoted(element.get('href') or '')} is not absolute: write one with https://"
            self._add("html.canonical.relative", message, element, "https://www.rfc-editor.org/rfc/rfc6596")

    # --- the content ---

    def _check_id(self, element: "etree._Element", identifier: str) -> None:
        if identifier in self._ids:
            message = f"the id {quoted(identifier)} is used twice: links to it lead to the first; use another one"
            self._add("html.id.repeated", message, element, f"{STANDARD}dom.html#the-id-attribute")
        self._ids.add(identifier)

    def _check_heading(self, element: "etree._Element") -> None:
        name = str(element.tag)
        level = _HEADINGS[name]
        if not _has_name(element):
            message = f"the <{name}> is empty, and screen readers stop at it: remove it or write its text"
            self._add("html.heading.empty", message, element, f"{WCAG}headings-and-labels", Severity.WARNING)
        if level == 1 and self._level:
            message = "the page has a second <h1>: write the parts of the story as <h2>"
            self._add("html.heading.repeated", message, element, f"{WCAG}headings-and-labels", Severity.WARNING)
        elif self._level and level > self._level + 1:
            message = f"<{name}> follows <h{self._level}>, so a level is missing: write <h{self._level + 1}>"
            self._add("html.heading.gap", message, element, f"{WCAG}info-and-relationships", Severity.WARNING)
        self._level = level

    def _check_image(self, element: "etree._Element") -> None:
        if element.get("alt") is None:
            message = "the <img> has no alt: describe the picture, or write alt='' if it says nothing new"
            self._add("html.image.alt_missing", message, element, f"{WCAG}non-text-content")

    def _check_anchor(self, element: "etree._Element") -> None:
        if element.get("href") is not None and not _has_name(element):
            message = "the link has no text, so nobody can tell where it leads: write it, or the alt of its picture"
            self._add("html.link.unnamed", message, element, f"{WCAG}link-purpose-in-context", Severity.WARNING)


def _has_name(element: "etree._Element") -> bool:
    """Return whether an element has a text, or a picture with one, or a label for screen readers."""
    if element.get("aria-label") or element.get("title") or any(text.strip() for text in element.itertext()):
        return True
    return any(image.get("alt") for image in element.iter("img"))
