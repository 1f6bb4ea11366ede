"""Rules of standard.site: the members that its lexicons require, their values and lengths, and the schema for the rest."""

import re
from collections.abc import Callable, Iterator, Mapping
from typing import Any, Final

from newsfeed.errors import LimitError, ReadError
from newsfeed.findings import Finding, Severity
from newsfeed.formats.standardsite.names import DID, DOCUMENT, PUBLICATION, RECORD_URI
from newsfeed.formats.standardsite.write import document, publication
from newsfeed.io.json import parse_counting
from newsfeed.io.json import pointer as join_pointer
from newsfeed.model import Feed
from newsfeed.plugins import CheckContext
from newsfeed.reading.json.documents import with_positions
from newsfeed.reading.json.json_types import JsonObject, JsonValue
from newsfeed.validation import schemas
from newsfeed.values import iris
from newsfeed.values.dates import parse_rfc3339
from newsfeed.values.escaping import quoted

SCHEMA: Final = "standardsite/standardsite.schema.json"
DOCUMENTS: Final = "https://standard.site/docs/lexicons/document"
PUBLICATIONS: Final = "https://standard.site/docs/lexicons/publication"
_LEXICONS: Final = "https://atproto.com/specs/lexicon"
_LONGEST: Final = 200
"""Characters of a message of the schema."""
_BYTES_OF_CHARACTER: Final = 10
"""The lexicons allow so many bytes for each character that they allow."""


def check(data: bytes, checking: CheckContext) -> Iterator[Finding]:
    """Validate a document.

    Args:
        data: the document.
        checking: limits, and the path of a JSON Schema to use instead of the bundled one.

    Yields:
        findings in document order.

    Raises:
        OSError: the caller's schema cannot be opened.
        ReadError: the caller's schema is not a JSON Schema.
    """
    custom = schemas.load_json_schema(checking.schema) if checking.schema else None
    parsed: JsonValue
    try:
        parsed, _ = parse_counting(data, limits=checking.limits)
    except ReadError as error:
        yield _unreadable(error)
        return
    checker = _Checker()
    checker.document(parsed)
    if custom is not None or all(finding.severity is not Severity.ERROR for finding in checker.findings):
        # Its messages are less clear, so it only has the last word.
        checker.schema(custom or schemas.json_schema(SCHEMA), parsed)
    findings = with_positions(checker.findings, data.removeprefix(b"\xef\xbb\xbf"))
    yield from sorted(findings, key=lambda finding: (finding.line or 0, finding.column or 0))


def _unreadable(error: ReadError) -> Finding:
    return Finding(
        severity=Severity.ERROR,
        code="standardsite.limit" if isinstance(error, LimitError) else "standardsite.syntax",
        message=f"the document {error.reason}",
        line=error.line or 1,
        column=error.column or 1,
        reference=_LEXICONS,
    )


def check_model(feed: Feed) -> Iterator[Finding]:
    """Validate a feed and its stories before they are written.

    Yields:
        findings with paths that begin with `feed`.
    """
    checker = _Checker()
    if feed.title or feed.url:
        checker.entry(publication(feed), "")
        yield from _of_model(checker.findings, "feed", {"url": "url", "name": "title", "description": "description"})
    for index, story in enumerate(feed.stories):
        if story.status == "usable":
            checker = _Checker()
            checker.entry(document(story, feed), "")
            yield from _of_model(checker.findings, f"feed.stories[{index}]", _FIELDS)


_FIELDS: Final[Mapping[str, str]] = {
    "site": "url",
    "title": "headline",
    "description": "summary",
    "publishedAt": "published",
    "tags": "keywords",
    "contributors": "authors",
}
"""The fields that members are made of."""


def _of_model(findings: list[Finding], path: str, fields: Mapping[str, str]) -> Iterator[Finding]:
    """Yield the findings about a record that would be written, at the fields of its story or feed."""
    for finding in findings:
        field = fields.get((finding.path or "").split("/")[2])
        if field and finding.severity is not Severity.INFO:
            yield Finding(
                severity=finding.severity,
                code=finding.code,
                message=f"{finding.message} (field {field})",
                path=f"{path}.{field}",
                reference=finding.reference,
            )


class _Checker:
    """Checker of one document.

    Attributes:
        findings: the findings so far, without line and column.
    """

    def __init__(self) -> None:
        self.findings: list[Finding] = []

    def report(
        self, code: str, path: str, message: str, severity: Severity = Severity.ERROR, reference: str = DOCUMENTS
    ) -> None:
        """Add a finding."""
        finding = Finding(
            severity=severity, code=f"standardsite.{code}", message=message, path=path, reference=reference
        )
        self.findings.append(finding)

    def document(self, parsed: JsonValue) -> None:
        """Check a record, or each record of a list."""
        records = parsed.get("records") if isinstance(parsed, dict) else None
        if isinstance(parsed, list):
            for index, entry in enumerate(parsed):
                self.entry(entry, f"/{index}")
        elif isinstance(records, list):
            for index, entry in enumerate(records):
                self.entry(entry, f"/records/{index}")
        else:
            self.entry(parsed, "")

    def entry(self, entry: JsonValue, path: str) -> None:
        """Check a record, or an object with a record and its address."""
        if isinstance(entry, dict) and "$type" not in entry and isinstance(entry.get("value"), dict):
            uri = entry.get("uri")
            if isinstance(uri, str) and not RECORD_URI.fullmatch(uri):
                message = f"write the address of a record as at://did:plc:.../{DOCUMENT}/key, not {quoted(uri)}"
                self.report("uri.invalid", f"{path}/uri", message, reference="https://atproto.com/specs/at-uri-scheme")
            entry, path = entry["value"], f"{path}/value"
        kind = entry.get("$type") if isinstance(entry, dict) else None
        if not isinstance(entry, dict) or not isinstance(kind, str):
            message = f"the record has no $type: write {DOCUMENT} or {PUBLICATION}"
            self.report("type.missing", f"{path}/$type", message, reference=_LEXICONS)
        elif kind == DOCUMENT:
            self._document(entry, path)
        elif kind == PUBLICATION:
            self._required(entry, path, _PUBLICATION_MEMBERS, PUBLICATIONS)
            self._values(entry, path, PUBLICATIONS)

    def _required(self, members: JsonObject, path: str, required: Mapping[str, str], reference: str) -> None:
        for name, remedy in required.items():
            if members.get(name) in (None, ""):
                message = f"the record has no {name}: write {remedy}"
                self.report(f"{_snake(name)}.missing", f"{path}/{name}", message, reference=reference)

    def _document(self, members: JsonObject, path: str) -> None:
        self._required(members, path, _DOCUMENT_MEMBERS, DOCUMENTS)
        self._values(members, path, DOCUMENTS)
        site, route = members.get("site"), members.get("path")
        if isinstance(site, str) and site.endswith("/"):
            message = f"the site {quoted(site)} ends with a slash, and so does the path begin: leave it out of the site"
            self.report("site.slash", f"{path}/site", message, Severity.WARNING)
        if isinstance(route, str) and not route.startswith("/"):
            message = f"the path {quoted(route)} is appended to the address of the site: begin it with a slash"
            self.report("path.slash", f"{path}/path", message, Severity.WARNING)
        if not members.get("textContent"):
            message = "the document has no textContent, which search and other readers need: write its plain text"
            self.report("text_content.missing", f"{path}/textContent", message, Severity.INFO)
        content = members.get("content")
        if isinstance(content, dict) and not isinstance(content.get("$type"), str):
            message = "the content has no $type, so no reader knows its form: write one such as org.wordpress.html"
            self.report("content.type_missing", f"{path}/content", message)
        self._tags(members.get("tags"), f"{path}/tags")
        contributors = members.get("contributors")
        for index, entry in enumerate(contributors if isinstance(contributors, list) else ()):
            self._contributor(entry, f"{path}/contributors/{index}")

    def _tags(self, tags: JsonValue, path: str) -> None:
        for index, tag in enumerate(tags if isinstance(tags, list) else ()):
            if isinstance(tag, str):
                self._length("tags", tag, f"{path}/{index}", DOCUMENTS)
                if tag.startswith("#"):
                    message = f"write the tag {quoted(tag)} without #"
                    self.report("tags.hashtag", f"{path}/{index}", message, Severity.INFO)

    def _contributor(self, entry: JsonValue, path: str) -> None:
        did = entry.get("did") if isinstance(entry, dict) else None
        if isinstance(did, str) and not DID.fullmatch(did):
            message = f"write the account of a contributor as did:plc:... or did:web:..., not {quoted(did)}"
            self.report("contributor.did.invalid", f"{path}/did", message, reference="https://atproto.com/specs/did")
        for name in ("role", "displayName"):
            text = entry.get(name) if isinstance(entry, dict) else None
            if isinstance(text, str):
                self._length(name, text, f"{path}/{name}", DOCUMENTS)

    def _values(self, members: JsonObject, path: str, reference: str) -> None:
        for name, value_check in _VALUES.items():
            value = members.get(name)
            if isinstance(value, str) and value and (message := value_check(value)):
                self.report(f"{_snake(name)}.invalid", f"{path}/{name}", message, reference=reference)
        for name in ("title", "name", "description"):
            text = members.get(name)
            if isinstance(text, str):
                self._length(name, text, f"{path}/{name}", reference)

    def _length(self, name: str, text: str, path: str, reference: str) -> None:
        """Report a text that is too long in bytes, or in characters without those that join the one before them."""
        limit = _LENGTHS[name]
        if len(text) <= limit:
            return  # No character has more than four bytes.
        size = len(text.encode("utf-8", "replace"))
        if size > limit * _BYTES_OF_CHARACTER or _fewest_characters(text) > limit:
            message = f"{name} has {len(text)} characters: write at most {limit}"
            self.report(f"{_snake(name)}.length", path, message, reference=reference)

    def schema(self, schema: Any, parsed: JsonValue) -> None:
        """Check a document against a JSON Schema."""
        for error in schema.iter_errors(parsed):
            path = join_pointer(list(error.instance_path))
            message = str(error.message)[:_LONGEST].replace("\n", " ")
            self.report("schema.invalid", path, message, reference=_LEXICONS)


_DOCUMENT_MEMBERS: Final[Mapping[str, str]] = {
    "site": "the at:// address of its publication, or the https:// address of its site",
    "title": "its title",
    "publishedAt": "the date of publication as 2024-05-17T09:30:00Z",
}
_PUBLICATION_MEMBERS: Final[Mapping[str, str]] = {"url": "the address of its site", "name": "its name"}
_LENGTHS: Final[Mapping[str, int]] = {
    "title": 500,
    "name": 500,
    "description": 3000,
    "tags": 128,
    "role": 100,
    "displayName": 100,
}
"""The most characters that the lexicons allow."""
_JOINED: Final = re.compile(
    "[\u0300-\u036f\u200d\ufe00-\ufe0f\u20d0-\u20ff]|[\U0001f3fb-\U0001f3ff]|(?<=\u200d).", re.DOTALL
)
_CLUSTERS: Final = re.compile(
    "[\U0001f1e6-\U0001f1ff]{2}|[\u0591-\u05c7\u0610-\u061a\u064b-\u065f\u0900-\u0dff\u0e31-\u0fff\u1100-\u11ff]+"
)


def _fewest_characters(text: str) -> int:
    """Return a number of characters that the text has at least, as readers count them.

    Scripts whose signs combine count as one character for each run of them, so that no text is reported wrongly.
    """
    return len(_CLUSTERS.sub("x", _JOINED.sub("", text)))


def _snake(name: str) -> str:
    return re.sub("(?=[A-Z])", "_", name).lower()


def _date_problem(text: str) -> str:
    try:
        parse_rfc3339(text)
    except ValueError as error:
        return str(error)
    return ""


def _web_problem(text: str) -> str:
    try:
        iris.check_web_url(text)
    except ValueError as error:
        return f"the address {error}" if not str(error).startswith(("the ", "a ")) else str(error)
    return ""


def _site_problem(text: str) -> str:
    if text.startswith("at://"):
        return "" if RECORD_URI.fullmatch(text) else f"write at://did:plc:.../{PUBLICATION}/key, not {quoted(text)}"
    return _web_problem(text)


_VALUES: Final[Mapping[str, Callable[[str], str]]] = {
    "site": _site_problem,
    "url": _web_problem,
    "publishedAt": _date_problem,
    "updatedAt": _date_problem,
}
"""The members with a value of one kind: a check that returns a message."""
