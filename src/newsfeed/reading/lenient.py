"""What every lenient reader does alike: one value of a document into one of the model, and a finding where that cannot be.

A reader collects the arguments of a class and calls `LenientReader.build`. What the model refuses is left out
and noted, so that one wrong value costs that value, not the story; a story that cannot be built costs the story, not the feed.
"""

import hashlib
import re
import uuid
from collections.abc import Mapping
from datetime import datetime
from typing import Any, Final, TypeVar

from newsfeed.body import xhtml
from newsfeed.errors import LimitError, ModelError
from newsfeed.findings import Finding, Severity
from newsfeed.io import html as html_io
from newsfeed.model import Markup, Section, Story
from newsfeed.model.rich_text import Text, from_markup, join_paragraphs
from newsfeed.plain_data.coercion import coerce_fields
from newsfeed.plugins import ReadContext
from newsfeed.reading.location import UNKNOWN, Location
from newsfeed.values import iris, languages, references
from newsfeed.values.dates import parse_date
from newsfeed.values.patterns import pattern

T = TypeVar("T")

_ILLEGAL: Final = pattern("[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
_PARAGRAPHS: Final = pattern(r"<p>(?:(?!</?p>).)*</p>(?:[ \t\r\n]*<p>(?:(?!</?p>).)*</p>)*", re.DOTALL)
_PARAGRAPH: Final = pattern(r"<p>(.*?)</p>", re.DOTALL)
_BLOCK_TAG: Final = pattern(r"</?(?!(?:a|abbr|br|cite|code|em|q|strong|sub|sup|time)\b)[a-z][^>]*>")


_NOTHING: Final = (None, "", ())


class LenientReader:
    """A reader's view of what it was asked for, with the ways that all readers take values in.

    Args:
        reading: what the reader is asked for.
    """

    def __init__(self, reading: ReadContext) -> None:
        self.reading = reading
        self._given = coerce_fields(reading.defaults) if reading.defaults else {}

    def note(
        self, code: str, message: str, location: Location = UNKNOWN, severity: Severity = Severity.WARNING
    ) -> None:
        """Note a finding; its code is `read.` and what is given."""
        self.reading.report.add(
            Finding(
                severity=severity,
                code=f"read.{code}",
                message=message,
                path=location.path,
                line=location.line,
                column=location.column,
            )
        )

    # --- values ---

    def date(self, text: str | None, location: Location = UNKNOWN, step: str = "") -> datetime | None:
        """Read a date in any spelling of the field; one that cannot be read is noted (at `step` of the place) and None."""
        if not text or not text.strip():
            return None
        try:
            return parse_date(text)
        except ValueError as error:
            self.note("date.unreadable", f"{error}; the date is left out", location.child(step) if step else location)
            return None

    def iri(
        self, text: str | None, base: str | None = None, location: Location = UNKNOWN, step: str = ""
    ) -> str | None:
        """Resolve a link and give it where it is an absolute IRI with a safe scheme; else it is noted and None.

        Characters that an IRI cannot have, such as spaces, are percent-encoded first, as browsers do.
        """
        if not text or not text.strip():
            return None
        if iris.PLAIN_WEB_URL.fullmatch(text):  # nothing is to be resolved or noted
            return text
        location = location.child(step) if step else location
        found = references.resolve(base or self.reading.base, text)
        if not iris.is_safe_scheme(found):
            self.note("link.unsafe", f"the link {text!r:.64} has a scheme that runs code; it is left out", location)
            return None
        if iris.is_iri(found) or iris.is_iri(found := references.percent_encoded(found)):
            return found
        self.note("link.unusable", f"the link {text!r:.64} is no absolute address; it is left out", location)
        return None

    def language(self, text: str | None, location: Location = UNKNOWN) -> str | None:
        """Give a language tag; `en_US` is read as `en-US`, one that is none is noted and None."""
        if not text or not text.strip():
            return None
        tag = text.strip().replace("_", "-")
        try:
            languages.check_language(tag)
        except ValueError as error:
            self.note("language.unusable", f"{error}; the language is left out", location)
            return None
        return tag

    def whole(self, text: object, *, least: int = 0) -> int | None:
        """Give a whole number, or None where the text is none or is below `least`: counts in the field are often "" or -1."""
        try:
            number = int(str(text).strip())
        except ValueError:
            return None
        return number if least <= number <= 2**53 else None

    @staticmethod
    def legal(text: str | None) -> str:
        """Give a text with U+FFFD for each character that XML 1.0 does not allow: JSON can carry them, the model not."""
        return _ILLEGAL.sub("\ufffd", text) if text else ""

    # --- HTML ---

    def text(self, html: str | None, base: str | None = None, location: Location = UNKNOWN) -> Text | None:
        """Read HTML as a text of the model: paragraphs of rich text.

        Returns:
            None where the sanitized HTML has more than that in it (lists, images, tables ...): it is a body then.
        """
        if not html:
            return ""
        clean = self.sanitized(html, base, location)
        try:
            if "<" not in clean:
                return from_markup(clean)
            if clean.startswith("<p>") and _PARAGRAPHS.fullmatch(clean):
                return join_paragraphs([found[1] for found in _PARAGRAPH.finditer(clean)])
            return None if _BLOCK_TAG.search(clean) else from_markup(clean)
        except ModelError:
            return None

    def sanitized(self, html: str, base: str | None = None, location: Location = UNKNOWN) -> str:
        """Give HTML sanitized, as canonical XHTML; one that goes over a limit is noted and left out."""
        try:
            return html_io.sanitize(html, base=base or self.reading.base, limits=self.reading.limits)
        except LimitError as error:
            self.note("html.refused", f"{error.reason}; it is left out", location, Severity.ERROR)
            return ""

    def body(self, html: str | None, base: str | None = None, location: Location = UNKNOWN) -> dict[str, Any]:
        """Read the parts of a story out of its body; one that is not ours becomes one untyped section of `Markup`.

        Returns:
            arguments for `Story`; nothing where the body is empty, or not asked for.
        """
        if not html or not self.reading.content:
            return {}
        try:
            return xhtml.parts(html, base=base or self.reading.base, limits=self.reading.limits)
        except LimitError as error:
            self.note("html.refused", f"{error.reason}; it is left out", location, Severity.ERROR)
            return {}

    def texts(
        self, summary: str | None, html: str | None, base: str | None = None, location: Location = UNKNOWN
    ) -> dict[str, Any]:
        """Read what a foreign item says in two places: a summary, and a body.

        A summary with more HTML in it than a text can hold is the body, where there is no other; else its plain text is kept.

        Args:
            summary: HTML, `description` of RSS.
            html: HTML of the body, `content:encoded` of RSS.
            base: the IRI that links are resolved against.
            place: where the item is.

        Returns:
            arguments for `Story`.
        """
        found = self.body(html, base, location)
        if not summary or "summary" in found:
            return found
        text = self.text(summary, base, location)
        if text is not None:
            return {**found, "summary": text} if text else found
        if not html:
            clean = self.sanitized(summary, base, location)
            return {**found, "sections": (Section(blocks=(Markup(clean),)),)} if self.reading.content else found
        return {**found, "summary": html_io.plain(self.sanitized(summary, base, location))}

    # --- objects ---

    def build(self, cls: type[T], arguments: Mapping[str, Any], location: Location = UNKNOWN) -> T | None:
        """Make an object of the model; fields that it refuses are left out and noted.

        Returns:
            None where what it must have is missing or refused; that is noted as well.
        """
        left = {name: value for name, value in arguments.items() if value is not None}
        while True:
            try:
                return cls(**left)
            except ModelError as error:
                name = error.field.partition(".")[2]
                if name not in left:
                    self._unbuilt(cls, error.reason, location)
                    return None
                self.note("value.refused", f"{error}; it is left out", location.child(name))
                del left[name]
            except TypeError:
                self._unbuilt(cls, "what it must have is missing", location)
                return None

    def _unbuilt(self, cls: type, reason: str, location: Location) -> None:
        self.note("object.incomplete", f"{cls.__name__.lower()}: {reason}; it is left out", location)

    def story(self, arguments: Mapping[str, Any], location: Location = UNKNOWN) -> Story | None:
        """Make a story; the caller's `defaults` stand in for what the document does not say, a missing id is derived.

        The derived id is the address of the story, or else a UUID made of what the story says: it is the same each time.
        """
        found = {name: value for name, value in arguments.items() if value not in _NOTHING}
        if self._given:
            found = {**self._given, **found}
        if not found.get("id"):
            found["id"] = derived_id(found)
            self.note("id.derived", f"has no id; {found['id']:.64} is derived from what it says", location)
        try:
            return Story(**found)  # nearly always; `build` finds out what is wrong with it
        except (ModelError, TypeError):
            story = self.build(Story, found, location)
        if story is None:
            self.note("item.broken", "the story cannot be read and is left out", location, Severity.ERROR)
        return story


def derived_id(arguments: Mapping[str, Any]) -> str:
    """Give an id for a story that has none: its address, or a UUID (RFC 9562, version 5) of what it says."""
    if url := arguments.get("url"):
        return str(url)
    said = "\x1f".join(str(arguments.get(name, "")) for name in ("headline", "summary", "sections"))
    digest = hashlib.sha1(said.encode("utf-8", "replace"), usedforsecurity=False).digest()
    return f"urn:uuid:{uuid.UUID(bytes=digest[:16], version=5)}"
