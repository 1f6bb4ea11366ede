"""Rules of JSON Feed 1.1 and 1.0: JSON itself, the members of each object, and the schema for anything else."""

from collections.abc import Callable, Iterable, Iterator
from typing import TYPE_CHECKING, Final

import attrs

from newsfeed.body.outline import markup_blocks
from newsfeed.errors import LimitError, ReadError
from newsfeed.findings import Finding, Severity
from newsfeed.formats.jsonfeed import value_checks
from newsfeed.formats.jsonfeed.object_schemas import FEED, ListOf, ObjectSchema, ValueSchema
from newsfeed.io import json
from newsfeed.model import Feed, Story
from newsfeed.plugins import CheckContext
from newsfeed.reading.json.duplicate_members import find_duplicates
from newsfeed.reading.json.json_types import JsonObject, JsonValue
from newsfeed.validation import schemas, w3c
from newsfeed.validation.faults import Fault, quote
from newsfeed.validation.subjects import complete_message

if TYPE_CHECKING:
    from jsonschema_rs import Validator

SPECIFICATION: Final = "https://www.jsonfeed.org/version/1.1/"
RFC8259: Final = "https://www.rfc-editor.org/rfc/rfc8259"
SCHEMA: Final = "jsonfeed/jsonfeed.schema.json"
VERSIONS: Final = ("https://jsonfeed.org/version/1.1", "https://jsonfeed.org/version/1")
_MAX_SCHEMA_MESSAGE: Final = 200
_RECOMMENDED: Final = {
    "home_page_url": "the feed has no home_page_url, so readers cannot link to the site: add the address of the site",
    "feed_url": "the feed has no feed_url, so readers cannot recognize it: add the address of this document",
}
"""Messages about members that a feed should have."""

_PREDICATE_STARTS: Final = ("is ", "must ", "was ", "has ", "contains ", "cannot ")
"""Beginnings of the messages of value checks that need the name of the member before them."""


def check(data: bytes, checking: CheckContext) -> Iterator[Finding]:
    """Validate a JSON Feed document.

    Args:
        data: the document.
        checking: limits, and the path of a JSON Schema to use instead of the bundled one.

    Yields:
        findings in document order, each with line and column.

    Raises:
        OSError: the caller's schema cannot be opened.
        ReadError: the caller's schema is not a JSON Schema.
    """
    own_schema = schemas.load_json_schema(checking.schema) if checking.schema else None
    try:
        document, member_count = json.parse_counting(data, limits=checking.limits)
        source = data.removeprefix(b"\xef\xbb\xbf")
        duplicates = [duplicate.pointer for duplicate in find_duplicates(source, member_count)]
    except ReadError as error:
        yield _unreadable(error)
        return
    checker = DocumentChecker(is_version_1_0=isinstance(document, dict) and document.get("version") == VERSIONS[1])
    for pointer in duplicates:
        checker.report(_duplicate_member(pointer), pointer, "jsonfeed.member")
    checker.check_value(FEED, document, "", "jsonfeed.feed")
    # The bundled schema would only repeat, in harder words, the errors that the rules have found.
    if own_schema or all(finding.severity != Severity.ERROR for finding in checker.findings):
        checker.check_schema(own_schema or schemas.json_schema(SCHEMA), document)
    yield from _with_positions(checker.findings, source)


def _duplicate_member(pointer: str) -> Fault:
    message = f"the member {quote(_last_step(pointer))} occurs more than once, and readers differ in the one they use"
    return Fault("repeated", "", f"{message}: keep one", reference=RFC8259)


def _unreadable(error: ReadError) -> Finding:
    is_limit = isinstance(error, LimitError)
    remedy = "reduce it or raise the limit" if is_limit else "write valid JSON in UTF-8"
    return Finding(
        severity=Severity.ERROR,
        code="jsonfeed.limit" if is_limit else "jsonfeed.syntax",
        message=f"the document {error.reason}: {remedy}",
        line=error.line or 1,
        column=error.column or 1,
        reference=RFC8259,
    )


def _with_positions(findings: list[Finding], source: bytes) -> list[Finding]:
    """Return findings with line and column, in document order; a missing member has the position of its object."""
    if not findings:
        return []
    pointers = {pointer for finding in findings for pointer in (finding.path, _parent(finding.path))}
    position_of = json.positions(source, pointers)
    positioned = []
    for finding in findings:
        line, column = position_of.get(finding.path) or position_of.get(_parent(finding.path)) or (1, 1)
        positioned.append(attrs.evolve(finding, line=line, column=column))
    return sorted(positioned, key=lambda finding: (finding.line or 0, finding.column or 0))


def _parent(pointer: str) -> str:
    return pointer.rpartition("/")[0]


def _last_step(pointer: str) -> str:
    """Return the member name or index at the end of a JSON pointer, unescaped (RFC 6901, section 4)."""
    return pointer.rpartition("/")[2].replace("~1", "/").replace("~0", "~")


def _with_subject(message: str, path: str) -> str:
    """Complete a message that lacks a subject with the name of the member, or of the list that the value is in."""
    name = _last_step(path.replace(".", "/")) or "the document"
    if name.isdigit():
        name = f"entry {name} of {_last_step(_parent(path))}"
    return f"{name} {message}" if message.startswith(_PREDICATE_STARTS) else complete_message(message, name)


class DocumentChecker:
    """Checker of one document: it descends into the objects that JSON Feed defines, and no others.

    Args:
        is_version_1_0: whether the document declares version 1.0.

    Attributes:
        findings: the findings so far, without line and column.
    """

    def __init__(self, *, is_version_1_0: bool) -> None:
        self.findings: list[Finding] = []
        self._is_version_1_0 = is_version_1_0
        self._ids: set[str] = set()

    def report(self, fault: Fault, path: str, code: str) -> None:
        """Add the finding for a fault.

        Args:
            fault: the fault.
            path: of the value, as a JSON pointer or a path in the model.
            code: of the value; the kind of fault is appended.
        """
        self.findings.append(
            Finding(
                severity=fault.severity or w3c.severity(fault.event),
                code=f"{code}.{fault.problem}",
                message=_with_subject(fault.message, path).replace("\n", " "),
                path=path,
                reference=fault.reference or SPECIFICATION,
            )
        )

    def _report_all(self, faults: Iterable[Fault], path: str, code: str) -> None:
        for fault in faults:
            self.report(fault, path, code)

    def check_value(self, schema: ValueSchema, value: JsonValue, path: str, code: str) -> None:
        """Check a value and everything inside it.

        Args:
            schema: the schema of the member.
            value: its value.
            path: the JSON pointer of the value.
            code: of the member; findings about an object have the code of its kind instead.
        """
        if isinstance(schema, ObjectSchema):
            if isinstance(value, dict):
                self._check_object(schema, value, path)
            else:
                faults = value_checks.wrong_type(value, "an object", "write its members in braces")
                self._report_all(faults, path, f"jsonfeed.{schema.name}")
        elif isinstance(schema, ListOf):
            if isinstance(value, list):
                for index, entry in enumerate(value):
                    self.check_value(schema.entry, entry, f"{path}/{index}", code)
            else:
                self._report_all(value_checks.wrong_type(value, "an array", "write it in brackets"), path, code)
        else:
            self._report_all(schema(value), path, code)

    def _check_object(self, schema: ObjectSchema, members: JsonObject, path: str) -> None:
        code = f"jsonfeed.{schema.name}"
        for name, value in members.items():
            member_schema = schema.members.get(name)
            if member_schema is None:
                self._report_all(_check_custom_name(name), path + json.pointer([name]), "jsonfeed.member")
            else:
                self.check_value(member_schema, value, f"{path}/{name}", f"{code}.{name}")
        for name, remedy in schema.required.items():
            if name not in members:
                fault = Fault("missing", "", f"the {schema.name} has no {name}: {remedy}")
                self.report(fault, f"{path}/{name}", f"{code}.{name}")
        if check_members := _OBJECT_RULES.get(schema.name):
            check_members(self, members, path)

    # --- rules of whole objects ---

    def check_feed(self, members: JsonObject, path: str) -> None:
        """Check the version, the addresses that a feed should have, and that its pages do not form a circle."""
        self._check_version_specific(members, path, "jsonfeed.feed")
        version = members.get("version")
        if "version" in members and version not in VERSIONS:
            message = f'{quote(str(version), 64)} is not a version of JSON Feed: write "{VERSIONS[0]}"'
            self.report(Fault("invalid", "", message), "/version", "jsonfeed.feed.version")
        for name, message in _RECOMMENDED.items():
            if name not in members:
                fault = Fault("missing", "", message, severity=Severity.INFO)
                self.report(fault, f"/{name}", f"jsonfeed.feed.{name}")
        if isinstance(members.get("next_url"), str) and members["next_url"] == members.get("feed_url"):
            message = "next_url is the same as feed_url, so readers would load this page again and again"
            fault = Fault("circular", "", f"{message}: write the address of the next page")
            self.report(fault, "/next_url", "jsonfeed.feed.next_url")

    def check_item(self, members: JsonObject, path: str) -> None:
        """Check the identifier, that the item has content, and the order of its dates."""
        self._check_version_specific(members, path, "jsonfeed.item")
        if "id" in members:
            self._report_all(self._check_identifier(members["id"]), f"{path}/id", "jsonfeed.item.id")
        if "content_html" not in members and "content_text" not in members:
            fault = Fault("missing", "", "the item has neither content_html nor content_text: add one of them")
            self.report(fault, path, "jsonfeed.item.content")
        if "date_published" in members and "date_modified" in members:
            faults = value_checks.check_date_order(members["date_published"], members["date_modified"])
            self._report_all(faults, f"{path}/date_modified", "jsonfeed.item.date_modified")

    def _check_identifier(self, value: JsonValue) -> Iterable[Fault]:
        if type(value) in (int, float):
            message = f'must be a string, not a number: write "{value!s:.64}"'
            # Readers of version 1.0 are asked to convert numbers.
            severity = Severity.WARNING if self._is_version_1_0 else Severity.ERROR
            yield Fault("number", "", message, severity=severity)
        elif not isinstance(value, str):
            yield from value_checks.wrong_type(value, "a string", "write an identifier that never changes")
            return
        elif not value.strip():
            yield Fault("blank", "", "is blank: write an identifier that no other item has, and never change it")
            return
        identifier = str(value)
        if identifier in self._ids:
            message = f"another item has the id {quote(identifier, 96)} too: write an id that no other item has"
            yield Fault("repeated", "", message)
        self._ids.add(identifier)

    def check_author(self, members: JsonObject, path: str) -> None:
        """Check that an author has at least one of its members."""
        if members.keys().isdisjoint(("name", "url", "avatar")):
            fault = Fault("empty", "", "the author has no name, url or avatar: add at least one of them")
            self.report(fault, path, "jsonfeed.author")

    def _check_version_specific(self, members: JsonObject, path: str, code: str) -> None:
        """Check that members fit the declared version: 1.1 added `authors` and `language`, and deprecated `author`."""
        if not self._is_version_1_0:
            if "author" in members and "authors" not in members:
                message = (
                    "author was replaced by authors in version 1.1: write authors, a list, "
                    "and keep author only for readers of version 1.0"
                )
                fault = Fault("deprecated", "", message, severity=Severity.WARNING)
                self.report(fault, f"{path}/author", f"{code}.author")
            return
        for name in ("authors", "language"):
            if name in members:
                message = f'was added in version 1.1, but the feed declares 1.0: write the version "{VERSIONS[0]}"'
                fault = Fault("later", "", message, severity=Severity.INFO)
                self.report(fault, f"{path}/{name}", f"{code}.{name}")

    # --- the schema ---

    def check_schema(self, schema: "Validator", document: JsonValue) -> None:
        """Report everything that violates a JSON Schema; an unexpected member has its own path."""
        for error in schema.iter_errors(document):
            unexpected: list[str] = getattr(error.kind, "unexpected", [])
            for name in unexpected:
                message = f"the schema allows no member {quote(name)} here: remove it, or check its spelling"
                path = json.pointer([*error.instance_path, name])
                self.report(Fault("schema", "", message), path, "jsonfeed")
            if not unexpected:
                fault = Fault("schema", "", f"{_shorten(error.message)}: write a value that the schema allows")
                self.report(fault, json.pointer(error.instance_path), "jsonfeed")


def _shorten(message: str) -> str:
    """Return the end of a long message: it begins with the value, and ends with the reason."""
    return message if len(message) <= _MAX_SCHEMA_MESSAGE else f"... {message[-_MAX_SCHEMA_MESSAGE:]}"


_OBJECT_RULES: Final[dict[str, Callable[[DocumentChecker, JsonObject, str], None]]] = {
    "feed": DocumentChecker.check_feed,
    "item": DocumentChecker.check_item,
    "author": DocumentChecker.check_author,
}
"""The rule of the members of an object taken together, by the name of its schema."""


def _check_custom_name(name: str) -> Iterable[Fault]:
    """Check the name of a member that JSON Feed does not define: custom ones begin with an underscore and a letter."""
    if not name.startswith("_"):
        message = (
            f"{quote(name)} is not a member of JSON Feed: check its spelling, or put an underscore before a name of "
            "your own"
        )
        yield Fault("unknown", "", message, severity=Severity.INFO)
    elif not (name[1:2].isascii() and name[1:2].isalpha()):
        yield Fault("name", "", f"{quote(name)} is not a valid custom name: write a letter after a single underscore")


# --- the model ---


def check_model(feed: Feed) -> Iterator[Finding]:
    """Validate a feed and its stories before they are written.

    Yields:
        findings with paths that begin with `feed`.
    """
    checker = DocumentChecker(is_version_1_0=False)
    if not feed.title:
        fault = Fault("missing", "", "the feed has no title, and JSON Feed requires one: add the name of the feed")
        checker.report(fault, "feed.title", "jsonfeed.feed.title")
    if feed.paging and feed.paging.next and feed.paging.next == feed.feed_url:
        message = "paging.next is the same as feed_url, so readers would load this page again and again"
        fault = Fault("circular", "", f"{message}: set it to the address of the next page")
        checker.report(fault, "feed.paging.next", "jsonfeed.feed.next_url")
    first_index_of: dict[str, int] = {}
    for index, story in enumerate(feed.stories):
        path = f"feed.stories[{index}]"
        _check_story(checker, story, path)
        first_index = first_index_of.setdefault(story.id, index)
        if first_index != index:
            message = f"feed.stories[{first_index}] has the same id: give each story an id of its own"
            checker.report(Fault("repeated", "", message), f"{path}.id", "jsonfeed.item.id")
    yield from checker.findings


def _check_story(checker: DocumentChecker, story: Story, path: str) -> None:
    for name, member in (("headline", "title"), ("summary", "summary")):
        for fault in value_checks.check_plain_text(str(getattr(story, name))):
            checker.report(fault, f"{path}.{name}", f"jsonfeed.item.{member}")
    for block_path, markup in markup_blocks(story):
        for fault in value_checks.check_content_html(markup.html):
            checker.report(fault, f"{path}.{block_path}", "jsonfeed.item.content_html")
