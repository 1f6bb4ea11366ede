"""Lenient reading: conversion of single values to the model, with a finding for each that cannot be converted.

A reader collects the keyword arguments of a model class and calls `LenientReader.build`. A value that the model refuses is
left out and reported, so that one wrong value costs only that value and not the story. A story that cannot be built costs only
that story and not the feed.
"""

import hashlib
from collections.abc import Iterable, Mapping
from datetime import datetime
from typing import Any, Final, TypeVar, cast

from newsfeed.body import html_blocks, parse
from newsfeed.body.parse import BodyFields
from newsfeed.errors import LimitError, ModelError
from newsfeed.findings import Finding, Severity
from newsfeed.io import html as html_io
from newsfeed.io.html import Removal
from newsfeed.model import Block, Markup, Section, Story
from newsfeed.model.date_conflicts import DateConflict, find_date_conflicts
from newsfeed.model.rich_text import Text, from_markup, join_paragraphs
from newsfeed.plain_data.coercion import coerce_fields
from newsfeed.plugins import ReadContext
from newsfeed.reading.fields import StoryFields
from newsfeed.reading.html_findings import removal_findings
from newsfeed.reading.location import UNKNOWN, Location
from newsfeed.values import iris, languages, link_repair, link_safety, numbers, references
from newsfeed.values.dates import DateRemark, read_date
from newsfeed.values.escaping import quoted
from newsfeed.values.patterns import pattern
from newsfeed.values.urns import derived_uuid
from newsfeed.values.xml_chars import illegal_references

T = TypeVar("T")

_ILLEGAL: Final = pattern("[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
_PARAGRAPHS: Final = pattern(r"(?:<p>[^<]*+(?:<(?!/?p>)[^<]*+)*+</p>[ \t\r\n]*+)++")
_PARAGRAPH: Final = pattern(r"<p>([^<]*+(?:<(?!/p>)[^<]*+)*+)</p>")
_BLOCK_TAG: Final = pattern(r"</?(?!(?:a|abbr|br|cite|code|em|q|strong|sub|sup|time)\b)[a-z](?:[^<>\"]|\"[^\"]*+\")*+>")

_MAX_QUOTED: Final = 200
"""Number of characters of a refused value that a finding quotes."""

_MAX_REFERENCES: Final = 12
_MAX_REFERENCE: Final = 12
"""Number of character references that a finding names, and of the characters of each."""

_ABSENT: Final = (None, "", ())
"""Values of fields that a document does not have."""

_MAX_INTEGER: Final = 2**53
"""The largest integer that every JSON implementation can represent (RFC 8259, 6)."""


class LenientReader:
    """Converter of document values to model values that reports problems instead of raising.

    Args:
        reading: the options of the caller, with the report that findings are added to.
    """

    def __init__(self, reading: ReadContext) -> None:
        self.reading = reading
        self._defaults = coerce_fields(reading.defaults) if reading.defaults else {}

    def note(
        self, code: str, message: str, location: Location = UNKNOWN, severity: Severity = Severity.WARNING
    ) -> None:
        """Add a finding to the report.

        Args:
            code: the code without its prefix `read.`.
            message: one line.
            location: of the value in the document.
            severity: of the finding.
        """
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
        """Read a date in any spelling that feeds use.

        Args:
            text: RFC 822, RFC 3339 or one of the spellings of `newsfeed.values.dates`.
            location: of the element or object that has the date.
            step: the path of the date within it.

        Returns:
            an aware datetime; None if there is no date or it cannot be parsed, which is reported. A zone that is missing
            and has no default, that is unknown or has several meanings, and a number are reported, too.
        """
        if not text or not text.strip():
            return None
        location = location.child(step) if step else location
        try:
            value, remark, zone = read_date(text, self.reading.default_zone)
        except ValueError as error:
            self.note("date.unreadable", f"{error}; the date is left out", location)
            return None
        if remark is not None:
            self._note_date(text, value, remark, zone, location)
        return value

    def _note_date(self, text: str, value: datetime, remark: DateRemark, zone: str, location: Location) -> None:
        reason = {
            DateRemark.ZONE_MISSING: "has no time zone",
            DateRemark.ZONE_UNKNOWN: f"has the zone {quoted(zone, 24)}, which is unknown or has several meanings",
            DateRemark.ZONE_AMBIGUOUS: f"has the zone {quoted(zone, 24)}, which has several meanings",
            DateRemark.EPOCH: "is a number, which is taken for the time since 1970",
        }[remark]
        # Zones of seconds or beyond the calendar are no reason to refuse the date.
        written = value.isoformat().replace("+00:00", "Z")
        self.note(
            f"date.{remark.value}", f"the date {quoted(text.strip())} {reason}: it is read as {written}", location
        )

    def iri(
        self, text: str | None, base: str | None = None, location: Location = UNKNOWN, step: str = ""
    ) -> str | None:
        """Resolve a link to an absolute IRI with a safe scheme.

        A link that is misspelled, or has something around it, is repaired (see `newsfeed.values.link_repair`), and one
        without a scheme (`//host/path`) is https if there is no base; a repair is reported. Characters that an IRI cannot
        contain, such as spaces, are percent-encoded, as browsers do.

        Args:
            text: an IRI or a relative reference.
            base: the IRI to resolve against; by default that of the caller.
            location: of the element or object that has the link.
            step: the path of the link within it.

        Returns:
            the IRI; None if there is no link or it cannot be used, which is reported.
        """
        if not text or not text.strip():
            return None
        if iris.PLAIN_WEB_URL.fullmatch(text):
            return text  # the usual case: nothing to resolve or to report
        location = location.child(step) if step else location
        repair = link_repair.repair_link(text)
        if not repair.reference:
            self.note("link.unusable", f"{quoted(text)} is not an address; it is left out", location)
            return None
        resolved = references.resolve(base or self.reading.base, repair.reference)
        if resolved.startswith("//"):
            resolved = f"https:{resolved}"
        if not link_safety.is_safe_scheme(resolved) or link_safety.is_unsafe_text(repair.reference):
            self.note(
                "link.unsafe",
                f"the link {quoted(text)} has a scheme that is unsafe in a link; it is left out",
                location,
            )
            return None
        if not iris.is_iri(resolved):
            resolved = references.percent_encode(resolved)
        if not iris.is_iri(resolved):
            self.note("link.unusable", f"the link {quoted(text)} is not an absolute address; it is left out", location)
            return None
        if repair.changed:
            self._note_repair(text, resolved, repair.remainder, location)
        return resolved

    def _note_repair(self, text: str, resolved: str, remainder: str, location: Location) -> None:
        consequence = f"; {quoted(remainder, 96)} is left out" if remainder else ""
        message = f"the link {quoted(text)} is read as {quoted(resolved, 96)}{consequence}"
        self.note("link.repaired", message, location, Severity.WARNING if remainder else Severity.INFO)

    def language(self, text: str | None, location: Location = UNKNOWN) -> str | None:
        """Return a language tag (RFC 5646) in the case of the registry.

        Underscores are read as hyphens (`en_US`). The names of many languages, in English and in themselves, are read as
        their tags, which is reported.

        Returns:
            None if there is no tag, or if it is not valid, which is reported.
        """
        if not text or not text.strip():
            return None
        if tag := languages.canonical_tag(text):
            return tag
        if tag := languages.tag_of_name(text):
            message = f"the language {quoted(text)} is read as {tag}: write the tag"
            self.note("language.name", message, location, Severity.INFO)
            return tag
        message = (
            f"write the language as a tag such as en, en-US or zh-Hant, not {quoted(text)}; the language is left out"
        )
        self.note("language.unusable", message, location)
        return None

    def whole_number(
        self, text: object, *, minimum: int = 0, location: Location = UNKNOWN, step: str = ""
    ) -> int | None:
        """Return a whole number from `minimum` to 2**53.

        A fraction of zeros (`12.0`), groups of three digits (`1,234`) and a unit that the field has anyway (`34 bytes`,
        `640px`) are no obstacle.

        Args:
            text: a number or text.
            minimum: the smallest number to accept.
            location: of the element or object that has the number.
            step: the path of the number within it.

        Returns:
            None if there is no number, or if it is not clear or out of range, which is reported.
        """
        written = "" if text is None else str(text).strip()
        if not written:
            return None
        number = numbers.whole_number(written)
        if number is not None and minimum <= number <= _MAX_INTEGER:
            return number
        message = f"{quoted(written)} is not a whole number from {minimum} to 2**53: write digits only; it is left out"
        self.note("number.unusable", message, location.child(step) if step else location)
        return None

    @staticmethod
    def replace_illegal(text: str | None) -> str:
        """Replace each character that XML 1.0 forbids, and so the model, by U+FFFD; JSON can contain them."""
        return _ILLEGAL.sub("\ufffd", text) if text else ""

    # --- HTML ---

    def text(self, html: str | None, base: str | None = None, location: Location = UNKNOWN) -> Text | None:
        """Convert HTML to a text of the model: a string, or paragraphs of rich text.

        Returns:
            None if the HTML has more than text can hold, such as lists, images and tables; it is a body then.
        """
        if not html:
            return ""
        removals: list[Removal] = []
        text = _text_of(self._clean(html, base, location, removals))
        if text is not None and removals:
            self._note_removals(removals, location)
        return text

    def plain_text(self, html: str, base: str | None = None, location: Location = UNKNOWN) -> str:
        """Convert HTML to plain text, and report the links and alternative texts that it has no place for."""
        removals: list[Removal] = []
        clean = self._clean(html, base, location, removals)
        removals += html_io.removals_of_plain_text(clean, base=base or self.reading.base)
        self._note_removals(removals, location)
        return html_io.to_plain_text(clean)

    def note_plain_text(self, html: str, base: str | None = None, location: Location = UNKNOWN) -> None:
        """Report the links and alternative texts in HTML that somebody else converts to plain text, such as a title."""
        if "<" in html:
            self._note_removals(html_io.removals_of_plain_text(html, base=base or self.reading.base), location)
        self.note_illegal_references(html, location)

    def sanitize(self, html: str, base: str | None = None, location: Location = UNKNOWN) -> str:
        """Sanitize HTML to canonical XHTML and report removals; if it exceeds a limit, report that and return ""."""
        removals: list[Removal] = []
        clean = self._clean(html, base, location, removals)
        if removals:
            self._note_removals(removals, location)
        return clean

    def _clean(self, html: str, base: str | None, location: Location, removals: list[Removal]) -> str:
        self.note_illegal_references(html, location)
        try:
            return html_io.sanitize(html, base=base or self.reading.base, limits=self.reading.limits, removals=removals)
        except LimitError as error:
            self._note_refused_html(error, location)
            return ""

    def body(self, html: str | None, base: str | None = None, location: Location = UNKNOWN) -> BodyFields:
        """Recover the parts of a story from its body.

        HTML that newsfeed did not write becomes one section of kind "other" with one block of sanitized `Markup`.

        Returns:
            no fields if the body is empty, exceeds a limit, or is not to be read
            (`ReadContext.content`).
        """
        if not html or not self.reading.content:
            return {}
        self.note_illegal_references(html, location)
        removals: list[Removal] = []
        try:
            fields = parse.parse_html(
                html, base=base or self.reading.base, limits=self.reading.limits, removals=removals
            )
        except LimitError as error:
            self._note_refused_html(error, location)
            return {}
        if removals:
            self._note_removals(removals, location)
        return fields

    def blocks(self, html: str, base: str | None = None, location: Location = UNKNOWN) -> tuple[Block, ...]:
        """Convert HTML to blocks, with `Markup` for content that no other block can hold; none if the HTML exceeds a limit."""
        self.note_illegal_references(html, location)
        removals: list[Removal] = []
        try:
            blocks = html_blocks.parse_blocks(
                html, base=base or self.reading.base, limits=self.reading.limits, removals=removals
            )
        except LimitError as error:
            self._note_refused_html(error, location)
            return ()
        self._note_removals(removals, location)
        return blocks

    def _note_removals(self, removals: list[Removal], location: Location) -> None:
        for code, message, severity in removal_findings(removals):
            self.note(code, message, location, severity)

    def note_illegal_references(self, html: str, location: Location = UNKNOWN) -> None:
        """Report the references in HTML to characters that XML forbids."""
        if "&#" in html and (references := illegal_references(html)):
            shown = ", ".join(reference[:_MAX_REFERENCE] for reference in references[:_MAX_REFERENCES])
            message = f"{shown}: references to characters that XML forbids are replaced by U+FFFD"
            self.note("character.illegal", message, location)

    def _note_refused_html(self, error: LimitError, location: Location) -> None:
        self.note("html.refused", f"the HTML is left out: the document {error.reason}", location, Severity.ERROR)

    def summary_and_body(
        self, summary: str | None, html: str | None, base: str | None = None, location: Location = UNKNOWN
    ) -> StoryFields:
        """Combine the two texts of an item: a summary and a body.

        A summary in the body takes precedence. If the summary has more HTML than a text can hold, it becomes the body
        of an item without one; otherwise only its plain text is used.

        Args:
            summary: HTML, for example the `<description>` of an RSS item.
            html: HTML of the body, for example its `<content:encoded>`.
            base: the IRI that links are resolved against.
            location: of the item.
        """
        story_fields = cast("StoryFields", self.body(html, base, location))
        if not summary or "summary" in story_fields:
            return story_fields
        text = self.text(summary, base, location)
        if text is not None:
            if text:
                story_fields["summary"] = text
        elif html:
            story_fields["summary"] = self.plain_text(summary, base, location)
        elif self.reading.content:
            story_fields["sections"] = (Section(blocks=(Markup(self.sanitize(summary, base, location)),)),)
        return story_fields

    # --- objects ---

    def build(
        self,
        cls: type[T],
        arguments: Mapping[str, object],
        location: Location = UNKNOWN,
        *,
        steps: Mapping[str, str] | None = None,
    ) -> T | None:
        """Build an object of the model, leaving out and reporting each value that the model refuses.

        Args:
            cls: a class of the model.
            arguments: its keyword arguments; None means that there is no value.
            location: of the element or object that it is built from.
            steps: the paths of fields within it, where they are not the names of the fields.

        Returns:
            None if a required value is missing or refused, which is reported too.
        """
        usable = {name: value for name, value in arguments.items() if value is not None}
        while True:
            try:
                return cls(**usable)
            except ModelError as error:
                name = error.field.partition(".")[2]
                if name not in usable:
                    self._note_incomplete(cls, error.reason, location)
                    return None
                value = str(usable[name])
                quotation = "" if value[:_MAX_QUOTED] in str(error) else f": {value!r:.{_MAX_QUOTED}}"
                step = steps.get(name, name) if steps else name
                self.note("value.refused", f"{error}; it is left out{quotation}", location.child(step))
                del usable[name]
            except TypeError:
                self._note_incomplete(cls, "a required value is missing", location)
                return None

    def _note_incomplete(self, cls: type, reason: str, location: Location) -> None:
        self.note("object.incomplete", f"{cls.__name__.lower()}: {reason}; it is left out", location)

    def story(
        self,
        arguments: Mapping[str, Any],
        location: Location = UNKNOWN,
        *,
        steps: Mapping[str, str] | None = None,
    ) -> Story | None:
        """Build a story, taking from the caller's `defaults` each field that the document does not have.

        A missing id is derived (see `derive_id`), which is reported, as are dates that contradict each other.

        Args:
            arguments: keyword arguments of `Story`, as in `StoryFields`.
            location: of the item.
            steps: the paths of fields within it, where they are not the names of the fields.

        Returns:
            None if the story cannot be built, which is reported as an error.
        """
        present = dict(arguments)
        if self._defaults:
            present = self._defaults | {name: value for name, value in present.items() if value not in _ABSENT}
        if not present.get("id"):
            present["id"] = derive_id(present)
            message = f"the story has no id; {present['id']:.64} is derived from its address or content"
            self.note("id.derived", message, location)
        story: Story | None
        try:
            story = Story(**present)
        except (ModelError, TypeError):
            # Rare, so only now are the fields to be left out looked for.
            story = self.build(Story, present, location, steps=steps)
        if story is None:
            self.note("item.broken", "the story cannot be read and is left out", location, Severity.ERROR)
        elif conflicts := find_date_conflicts(story, self.reading.as_of):
            self._note_dates(conflicts, location, steps or {})
        if self.reading.on_story is not None:
            self.reading.on_story()
        return story

    def _note_dates(self, conflicts: Iterable[DateConflict], location: Location, steps: Mapping[str, str]) -> None:
        for code, field, message, severity in conflicts:
            path, line, column = location.child(steps.get(field, field))
            self.reading.report.add(
                Finding(severity=severity, code=code, message=message, path=path, line=line, column=column)
            )


def _text_of(clean: str) -> Text | None:
    """Return sanitized HTML as a text of the model; None if it has more than that can hold."""
    try:
        if "<" not in clean:
            return from_markup(clean)
        if clean.startswith("<p>") and _PARAGRAPHS.fullmatch(clean):
            return join_paragraphs(_PARAGRAPH.findall(clean))
        return None if _BLOCK_TAG.search(clean) else from_markup(clean)
    except ModelError:
        return None


def derive_id(arguments: Mapping[str, object]) -> str:
    """Derive an id for a story without one; equal stories always get the same.

    Args:
        arguments: keyword arguments of `Story`.

    Returns:
        the address of the story, or a UUID (see `derived_uuid`) of its headline, summary and sections.
    """
    if url := arguments.get("url"):
        return str(url)
    content = "\x1f".join(str(arguments.get(name, "")) for name in ("headline", "summary", "sections"))
    digest = hashlib.sha1(content.encode("utf-8", "replace"), usedforsecurity=False).digest()
    return derived_uuid(digest)
