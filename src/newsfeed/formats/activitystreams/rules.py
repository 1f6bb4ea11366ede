"""Rules of ActivityStreams 2.0 documents: the members that FEP-b2b8 asks for, their values, and the schema for the rest."""

from collections.abc import Callable, Iterator, Mapping
from typing import Any, Final

from newsfeed.errors import LimitError, ReadError
from newsfeed.findings import Finding, Severity
from newsfeed.formats.activitystreams.write import CONTEXT, PUBLIC
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
from newsfeed.values.languages import canonical_tag

SCHEMA: Final = "activitystreams/activitystreams.schema.json"
CORE: Final = "https://www.w3.org/TR/activitystreams-core/"
VOCABULARY: Final = "https://www.w3.org/TR/activitystreams-vocabulary/"
LONG_FORM: Final = "https://codeberg.org/fediverse/fep/src/branch/main/fep/b2b8/fep-b2b8.md"
_COLLECTIONS: Final = frozenset(("OrderedCollection", "OrderedCollectionPage", "Collection", "CollectionPage"))
_LONGEST: Final = 200
"""Characters of a message of the schema."""


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
    document: JsonValue
    try:
        document, _ = parse_counting(data, limits=checking.limits)
    except ReadError as error:
        yield _unreadable(error)
        return
    checker = _Checker()
    checker.document(document)
    if custom is not None or all(finding.severity is not Severity.ERROR for finding in checker.findings):
        # Its messages are less clear, so it only has the last word.
        checker.schema(custom or schemas.json_schema(SCHEMA), document)
    findings = with_positions(checker.findings, data.removeprefix(b"\xef\xbb\xbf"))
    yield from sorted(findings, key=lambda finding: (finding.line or 0, finding.column or 0))


def _unreadable(error: ReadError) -> Finding:
    code = "activitystreams.limit" if isinstance(error, LimitError) else "activitystreams.syntax"
    message = f"the document {error.reason}"
    return Finding(
        severity=Severity.ERROR,
        code=code,
        message=message,
        line=error.line or 1,
        column=error.column or 1,
        reference=CORE,
    )


class _Checker:
    """Checker of one document.

    Attributes:
        findings: the findings so far, without line and column.
    """

    def __init__(self) -> None:
        self.findings: list[Finding] = []

    def report(
        self, code: str, path: str, message: str, severity: Severity = Severity.ERROR, reference: str = CORE
    ) -> None:
        """Add a finding."""
        finding = Finding(
            severity=severity, code=f"activitystreams.{code}", message=message, path=path, reference=reference
        )
        self.findings.append(finding)

    def document(self, document: JsonValue) -> None:
        """Check the outermost object."""
        if not isinstance(document, dict):
            self.report("type.missing", "/type", "the document must be an object with a type, such as Article")
            return
        context = document.get("@context")
        contexts = context if isinstance(context, list) else [context]
        if CONTEXT not in contexts:
            message = f'the document has no context of ActivityStreams: write "@context": "{CONTEXT}"'
            self.report("context.missing", "/@context", message)
        self._object(document, "")

    def _object(self, members: JsonObject, path: str) -> None:
        kind = members.get("type")
        if not isinstance(kind, str):
            self.report("type.missing", f"{path}/type", "the object has no type: write one such as Article")
        elif kind in _COLLECTIONS:
            self._collection(members, path)
        elif isinstance(activity_object := members.get("object"), dict):
            self._object(activity_object, f"{path}/object")
        else:
            self._article(members, path, kind)

    def _collection(self, members: JsonObject, path: str) -> None:
        self._values(members, path)
        names = [name for name in ("orderedItems", "items") if isinstance(members.get(name), list)]
        if not names and "first" not in members:
            message = "the collection has neither items nor a first page: write orderedItems"
            self.report("items.missing", f"{path}/orderedItems", message, Severity.WARNING)
        for name in names:
            entries = members[name]
            for index, entry in enumerate(entries if isinstance(entries, list) else ()):
                if isinstance(entry, dict):
                    self._object(entry, f"{path}/{name}/{index}")

    def _article(self, members: JsonObject, path: str, kind: str) -> None:
        self._values(members, path)
        if kind == "Note":
            message = "a text of several paragraphs with a name is an Article: write that as the type"
            self.report("type.unusual", f"{path}/type", message, Severity.INFO, LONG_FORM)
        if "id" not in members:
            message = "the article has no id, so servers cannot tell it from others: write its permanent address"
            self.report("id.missing", f"{path}/id", message, Severity.WARNING)
        if not (members.get("name") or members.get("nameMap")):
            message = "the article has no name, which readers show as its title: write it"
            self.report("name.missing", f"{path}/name", message, Severity.WARNING, LONG_FORM)
        if not (members.get("content") or members.get("contentMap")):
            message = "the article has no content: write its text as HTML"
            self.report("content.missing", f"{path}/content", message, Severity.WARNING, LONG_FORM)
        if not _is_public(members):
            message = f'the article is not addressed to the public, so servers do not show it: write "to": ["{PUBLIC}"]'
            self.report("to.missing", f"{path}/to", message, Severity.INFO)

    def _values(self, members: JsonObject, path: str) -> None:
        for name, (problem, value_check) in _VALUES.items():
            value = members.get(name)
            if isinstance(value, str) and (message := value_check(value)):
                self.report(f"{name}.{problem}", f"{path}/{name}", message)
        for name in ("nameMap", "summaryMap", "contentMap"):
            texts = members.get(name)
            for tag in texts if isinstance(texts, dict) else ():
                if canonical_tag(tag) is None:
                    message = f"the key {quoted(tag)} is no language tag: write one such as en"
                    self.report("language.invalid", f"{path}/{name}", message)

    def schema(self, schema: Any, document: JsonValue) -> None:
        """Check a document against a JSON Schema."""
        for error in schema.iter_errors(document):
            path = join_pointer(list(error.instance_path))
            self.report("schema.invalid", path, str(error.message)[:_LONGEST].replace("\n", " "))


def _is_public(members: JsonObject) -> bool:
    addressees: list[JsonValue] = []
    for name in ("to", "cc"):
        value = members.get(name, [])
        addressees += value if isinstance(value, list) else [value]
    return any(isinstance(addressee, str) and addressee.endswith("Public") for addressee in addressees)


def _date_problem(text: str) -> str:
    try:
        parse_rfc3339(text)
    except ValueError as error:
        return str(error)
    return ""


def _address_problem(text: str) -> str:
    try:
        iris.check_iri(text)
    except ValueError as error:
        return f"the address {error}" if not str(error).startswith(("the ", "a ")) else str(error)
    return ""


_VALUES: Final[Mapping[str, tuple[str, Callable[[str], str]]]] = {
    "id": ("invalid", _address_problem),
    "url": ("invalid", _address_problem),
    "published": ("invalid", _date_problem),
    "updated": ("invalid", _date_problem),
}
"""The members with a value of one kind: the problem of a wrong one, and a check that returns a message."""


def check_model(feed: Feed) -> Iterator[Finding]:
    """Validate a feed and its stories before they are written.

    Yields:
        findings with paths that begin with `feed`.
    """
    for index, story in enumerate(feed.stories):
        if story.status == "usable" and not story.headline:
            yield Finding(
                severity=Severity.WARNING,
                code="activitystreams.name.missing",
                message="the story has no headline, which readers show as the title: set headline",
                path=f"feed.stories[{index}].headline",
                reference=LONG_FORM,
            )
