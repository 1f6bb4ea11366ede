"""Reading of headlines, descriptions and bodies."""

import re
from collections.abc import Callable, Container, Iterable, Sequence
from typing import Final, NamedTuple

from newsfeed.formats.ninjs.member_reader import MemberReader
from newsfeed.formats.ninjs.vocabulary import CREDITLINE, DATELINE, DISCLOSURE, HTML_TYPES, MAIN, PLAIN, SUMMARY, TITLE
from newsfeed.io.html import to_plain_text
from newsfeed.model import AlternativeHeadline, Text
from newsfeed.reading.json.json_types import JsonValue
from newsfeed.reading.json.texts import to_paragraphs
from newsfeed.values.xml_chars import fold

_MAIN_ROLES: Final = (MAIN, "", "headline")
SUMMARY_ROLES: Final = (SUMMARY, "lead", "abstract", MAIN, "text", "", "caption", "richtext", "short")
"""The roles of descriptions that are a summary, the most likely first."""
CAPTION_ROLES: Final = ("caption", "", "text", "main", "summary", "richtext")
_READ_MEMBERS: Final = ("role", "contentType", "value")
"""The members of a text that are read."""

_HTML_ROLES: Final = frozenset(("html", "html5", "xhtml", "richtext", "richhtml5"))
_BODY_ROLES: Final = _HTML_ROLES | {"", MAIN, "text", "body"}
_TAG: Final = re.compile(r"</?(?:p|div|section|article|br|h[1-6]|ul|ol|table|em|strong|a)\b[^<>]*>", re.IGNORECASE)
_WORD: Final = re.compile(r"\w+")


class TextEntry(NamedTuple):
    """A headline, description or body.

    Attributes:
        role: its role, "" if it has none.
        content_type: its media type, "" if it has none.
        value: the text.
        position: its index in the array.
    """

    role: str
    content_type: str
    value: str
    position: int

    @property
    def is_html(self) -> bool:
        """True if the value is HTML, by its media type, or by its role or content if it has none."""
        if self.content_type and self.content_type.partition(";")[0] != PLAIN:
            return self.content_type.partition(";")[0].lower() in HTML_TYPES
        is_marked = not self.content_type and not self.is_document
        return is_marked and (self.role in _HTML_ROLES or _TAG.search(self.value) is not None)

    @property
    def is_plain(self) -> bool:
        """True if the value is text without markup."""
        return not self.is_html and not self.is_document and self.content_type.partition(";")[0] in ("", PLAIN)

    @property
    def is_document(self) -> bool:
        """True if the value is a document of XML, such as NITF."""
        return self.value.lstrip().startswith(("<?xml", "<nitf"))


class TextArray:
    """The entries of an array of texts; those that are not taken stay in the item.

    Args:
        item: the item.
        name: of the array.
    """

    def __init__(self, item: MemberReader, name: str) -> None:
        self._item = item
        self._name = name
        value = item.members.get(name)
        self._raw: list[JsonValue] = value if isinstance(value, list) else []
        self.entries: list[TextEntry] = [
            entry for index, raw in enumerate(self._raw) if (entry := self._entry(raw, index))
        ]
        self._taken: set[int] = set()

    def _entry(self, raw: JsonValue, index: int) -> TextEntry | None:
        if not isinstance(raw, dict) or not isinstance(value := raw.get("value"), str):
            return None
        role, content_type = raw.get("role", ""), raw.get("contentType", "")
        if not isinstance(role, str) or not isinstance(content_type, str):
            return None
        text = self._item.to_text(value, self._name, index) if not value.isprintable() else value
        return TextEntry(fold(role), content_type.strip(), text, index)

    def take(self, entry: TextEntry) -> None:
        """Take an entry; its counts and other members are reported, since they have no field."""
        self._taken.add(entry.position)
        raw = self._raw[entry.position]
        location = self._item.nested(raw, self._name, entry.position) if isinstance(raw, dict) else self._item
        for name in [name for name in location.members if name not in _READ_MEMBERS]:
            location.report_dropped(name, location.members[name], "since it is counted anew")

    def note_role(self, entry: TextEntry, usual: Container[str]) -> None:
        """Report the role of a text that is taken, unless it is a usual one."""
        if entry.role not in usual:
            location = self._item.nested({}, self._name, entry.position)
            location.report_dropped("role", entry.role, "since the text is taken for the main one")

    def first(self, roles: Iterable[str], accept: Callable[[TextEntry], bool] | None = None) -> TextEntry | None:
        """Return the first entry that is accepted, of the first role that has one."""
        untaken_entries = [
            entry for entry in self.entries if entry.position not in self._taken and (accept is None or accept(entry))
        ]
        return next((entry for role in roles for entry in untaken_entries if entry.role == role), None)

    def drop_repetitions(self, words: str, roles: Container[str] | None = None) -> None:
        """Take the plain texts of some roles, or of all, that have the words of a text in the same order."""
        repeated = _WORD.findall(words)
        for entry in self.entries:
            is_open = entry.position not in self._taken and (roles is None or entry.role in roles)
            if is_open and entry.is_plain and _WORD.findall(entry.value) == repeated:
                self.take(entry)

    def close(self) -> None:
        """Leave in the item the entries that were not taken."""
        if not self._taken:
            return
        untaken_entries = [raw for index, raw in enumerate(self._raw) if index not in self._taken]
        del self._item.members[self._name]
        if untaken_entries:
            self._item.members[self._name] = untaken_entries

    def plain(self, entry: TextEntry) -> str:
        """Return an entry as plain text."""
        if not entry.is_html:
            return entry.value
        return self._item.lenient.plain_text(
            entry.value, self._item.base, self._item.location(self._name, entry.position)
        )

    def text(self, entry: TextEntry) -> Text:
        """Return an entry as text of the model."""
        if not entry.is_html:
            return entry.value
        location = self._item.location(self._name, entry.position)
        text = self._item.lenient.text(entry.value, self._item.base, location)
        return self.plain(entry) if text is None else text


# --- headlines ---


def read_headlines(item: MemberReader) -> tuple[str, tuple[AlternativeHeadline, ...]]:
    """Take the headlines: the main one, else the first is the headline, and the others are for other uses."""
    array = TextArray(item, "headlines")
    main = array.first(_MAIN_ROLES) or next(iter(array.entries), None)
    alternatives = []
    for entry in array.entries:
        array.take(entry)
        text = fold(array.plain(entry))
        if entry is not main and text:
            alternatives.append(AlternativeHeadline(text=text, role=entry.role))
    array.close()
    title = item.line("title")
    if main is None:
        return title, ()
    array.note_role(main, _MAIN_ROLES)
    headline = fold(array.plain(main))
    if title and title != headline:
        alternatives.append(AlternativeHeadline(text=title, role=TITLE))
    return headline, tuple(alternatives)


# --- descriptions ---


class Descriptions(NamedTuple):
    """The descriptions of an item that have a field."""

    summary: Text
    creditline: str
    dateline: str
    disclosure: str


def read_descriptions(item: MemberReader, *, is_disclosed: bool) -> Descriptions:
    """Take the summary and the lines of an item from its descriptions.

    Args:
        item: the item.
        is_disclosed: whether it has a digital source type, which a notice is about.
    """
    array = TextArray(item, "descriptions")
    summary = take_text(array, SUMMARY_ROLES)
    lines = {
        role: take_text(array, (role,)) for role in (CREDITLINE, DATELINE, *((DISCLOSURE,) if is_disclosed else ()))
    }
    array.close()
    return Descriptions(
        summary, fold(str(lines[CREDITLINE])), fold(str(lines[DATELINE])), str(lines.get(DISCLOSURE, ""))
    )


def take_text(array: TextArray, roles: Sequence[str]) -> Text:
    """Take the first text of some roles, in the form with markup if there are several, and those that repeat it."""
    entry = array.first(roles, lambda entry: entry.is_html or entry.is_plain)
    if entry is None:
        return ""
    entry = array.first((entry.role,), lambda candidate: candidate.is_html) or entry
    array.take(entry)
    text = array.text(entry)
    array.drop_repetitions(str(text), roles)
    return text


# --- bodies ---


def take_body(item: MemberReader) -> tuple[str, str]:
    """Take the body with markup, else the plain one, and those that repeat it.

    Returns:
        the body as HTML, and the name of its member with its index, for findings.
    """
    array = TextArray(item, "bodies")
    entry = next((entry for entry in array.entries if entry.is_html and entry.value.strip()), None)
    entry = entry or next((entry for entry in array.entries if entry.is_plain and entry.value.strip()), None)
    if entry is None:
        return "", ""
    array.take(entry)
    array.note_role(entry, _BODY_ROLES)
    html = entry.value if entry.is_html else to_paragraphs(entry.value)
    array.drop_repetitions(to_plain_text(html) if entry.is_html else entry.value)
    array.close()
    return html, f"bodies/{entry.position}"
