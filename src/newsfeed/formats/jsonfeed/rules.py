"""The rules of JSON Feed 1.1 and 1.0: JSON, the members of each object, and the schema for the rest."""

from collections.abc import Iterable, Iterator
from typing import Any, Final

import attrs

from newsfeed.errors import LimitError, ReadError
from newsfeed.findings import Finding, Severity
from newsfeed.formats.jsonfeed import repeated, values
from newsfeed.formats.jsonfeed.members import FEED, Kind, Many
from newsfeed.io import json
from newsfeed.model import Feed, Markup, Story
from newsfeed.plugins import CheckContext
from newsfeed.validation import schemas, w3c
from newsfeed.validation.faults import Fault, shown

SPECIFICATION: Final = "https://www.jsonfeed.org/version/1.1/"
RFC8259: Final = "https://www.rfc-editor.org/rfc/rfc8259"
SCHEMA: Final = "jsonfeed/jsonfeed.schema.json"
VERSIONS: Final = ("https://jsonfeed.org/version/1.1", "https://jsonfeed.org/version/1")
_LONGEST: Final = 200
_RECOMMENDED: Final = {
    "home_page_url": "readers link to the site by it: write its address",
    "feed_url": "readers know the feed again by it: write its address",
}


def check(data: bytes, checking: CheckContext) -> Iterator[Finding]:
    """Check a document.

    Args:
        data: its bytes.
        checking: what it may use, and a schema of the caller's own, which takes the place of the bundled one.
    """
    own = schemas.own_json_schema(checking.schema) if checking.schema else None
    try:
        document = json.parse(data, limits=checking.limits)
        source = data.removeprefix(b"\xef\xbb\xbf")
        twice = list(repeated.pointers(source))
    except ReadError as error:
        yield _unreadable(error)
        return
    except RecursionError:
        yield _unreadable(LimitError("depth", "is nested too deep"))
        return
    walk = Walk(is_old=isinstance(document, dict) and document.get("version") == VERSIONS[1])
    for pointer in twice:
        walk.report(_TWICE, pointer, "jsonfeed.member")
    walk.value(FEED, document, "", "jsonfeed.feed")
    if own or all(each.severity != Severity.ERROR for each in walk.findings):  # else the rules have said it better
        walk.schema(own or schemas.json_schema(SCHEMA), document)
    yield from _placed(walk.findings, source)


_TWICE: Final = Fault(
    "repeated", "", "is there twice, and readers differ in which of them they take: write it once", reference=RFC8259
)


def _unreadable(error: ReadError) -> Finding:
    is_limit = isinstance(error, LimitError)
    return Finding(
        severity=Severity.ERROR,
        code="jsonfeed.limit" if is_limit else "jsonfeed.syntax",
        message=f"the document {error.reason}: write {'less' if is_limit else 'JSON in UTF-8'}",
        line=error.line or 1,
        column=error.column or 1,
        reference=RFC8259,
    )


def _placed(findings: list[Finding], source: bytes) -> list[Finding]:
    """Give findings line and column, in the order of the document; what is missing stands where its object does."""
    if not findings:
        return []
    places = json.positions(source, {each for finding in findings for each in (finding.path, _parent(finding.path))})
    found = []
    for finding in findings:
        line, column = places.get(finding.path) or places.get(_parent(finding.path)) or (1, 1)
        found.append(attrs.evolve(finding, line=line, column=column))
    return sorted(found, key=lambda each: (each.line or 0, each.column or 0))


def _parent(pointer: str) -> str:
    return pointer.rpartition("/")[0]


def _named(message: str, path: str) -> str:
    """Say of which member a message speaks, where it begins with what that is."""
    name = path.replace(".", "/").rpartition("/")[2]
    return f"{name} {message}" if name and not name.isdigit() and message.startswith(("is ", "came ")) else message


class Walk:
    """The walk over a document, which goes into the objects that JSON Feed has and no others.

    Args:
        is_old: whether the document says that it is of version 1.0.
    """

    def __init__(self, *, is_old: bool) -> None:
        self.findings: list[Finding] = []
        self._is_old = is_old
        self._ids: set[str] = set()

    def report(self, fault: Fault, path: str, code: str) -> None:
        """Note what is wrong with the value at this path."""
        self.findings.append(
            Finding(
                severity=fault.severity or w3c.severity(fault.event),
                code=f"{code}.{fault.problem}",
                message=_named(fault.message, path).replace("\n", " "),
                path=path,
                reference=fault.reference or SPECIFICATION,
            )
        )

    def value(self, wanted: "values.Check | Kind | Many", value: Any, path: str, code: str) -> None:
        """Check a value; `code` is that of the member; an object has that of its kind."""
        if isinstance(wanted, Kind):
            if isinstance(value, dict):
                self._object(wanted, value, path)
            else:
                self._faults(values.wrong_type(value, "an object in braces"), path, f"jsonfeed.{wanted.name}")
        elif isinstance(wanted, Many):
            if isinstance(value, list):
                for index, each in enumerate(value):
                    self.value(wanted.of, each, f"{path}/{index}", code)
            else:
                self._faults(values.wrong_type(value, "a list in brackets"), path, code)
        else:
            self._faults(wanted(value), path, code)

    def _faults(self, faults: Iterable[Fault], path: str, code: str) -> None:
        for fault in faults:
            self.report(fault, path, code)

    def _object(self, kind: Kind, found: dict[str, Any], path: str) -> None:
        code = f"jsonfeed.{kind.name}"
        for name, value in found.items():
            wanted = kind.members.get(name)
            if wanted is None:
                self._faults(_unknown(name), path + json.pointer([name]), "jsonfeed.member")
            else:
                self.value(wanted, value, f"{path}/{name}", f"{code}.{name}")
        for name, instead in kind.required.items():
            if name not in found:
                self.report(Fault("missing", "", f"is missing: {instead}"), f"{path}/{name}", f"{code}.{name}")
        if rule := _RULES.get(kind.name):
            rule(self, found, path)

    # --- rules of whole objects ---

    def feed(self, found: dict[str, Any], path: str) -> None:
        """The version, the addresses that a feed should have, and that it does not go in a circle."""
        self._credits(found, path, "jsonfeed.feed")
        version = found.get("version")
        if "version" in found and version not in VERSIONS:
            shown_version = shown(version) if isinstance(version, str) else version
            message = f'is {shown_version!s:.64}, which is no version of JSON Feed: write "{VERSIONS[0]}"'
            self.report(Fault("invalid", "", message), "/version", "jsonfeed.feed.version")
        for name, why in _RECOMMENDED.items():
            if name not in found:
                fault = Fault("missing", "", f"is missing, and {why}", severity=Severity.INFO)
                self.report(fault, f"/{name}", f"jsonfeed.feed.{name}")
        if isinstance(found.get("next_url"), str) and found["next_url"] == found.get("feed_url"):
            message = "is the feed_url, so that readers go in a circle: write the address of the next page"
            self.report(Fault("circular", "", message), "/next_url", "jsonfeed.feed.next_url")

    def item(self, found: dict[str, Any], path: str) -> None:
        """The identifier, and that there is content."""
        self._credits(found, path, "jsonfeed.item")
        if "id" in found:
            self._faults(self._identifier(found["id"]), f"{path}/id", "jsonfeed.item.id")
        if "content_html" not in found and "content_text" not in found:
            fault = Fault("missing", "", "the item has neither content_html nor content_text: write one of them")
            self.report(fault, path, "jsonfeed.item.content")

    def _identifier(self, value: Any) -> Iterable[Fault]:
        if type(value) in (int, float):
            message = f'is the number {value!s:.64}: write it in quotation marks, "{value!s:.64}"'
            yield Fault("number", "", message, severity=Severity.WARNING if self._is_old else Severity.ERROR)
        elif not isinstance(value, str):
            yield from values.wrong_type(value, "a text in quotation marks that never changes")
            return
        elif not value.strip():
            yield Fault("blank", "", "is blank: write an identifier that no other item has, and never change it")
            return
        if str(value) in self._ids:
            message = f"{shown(str(value), 96)} is the id of another item: write one that no other item has"
            yield Fault("repeated", "", message)
        self._ids.add(str(value))

    def author(self, found: dict[str, Any], path: str) -> None:
        """That something is said of an author."""
        if found.keys().isdisjoint(("name", "url", "avatar")):
            fault = Fault("empty", "", "nothing is said of the author: write a name, url or avatar")
            self.report(fault, path, "jsonfeed.author")

    def _credits(self, found: dict[str, Any], path: str, code: str) -> None:
        """The ways in which versions 1.0 and 1.1 name authors and languages."""
        if not self._is_old:
            if "author" in found and "authors" not in found:
                message = "is the way of version 1.0: write authors, a list, and author beside it for old readers only"
                fault = Fault("deprecated", "", message, severity=Severity.WARNING)
                self.report(fault, f"{path}/author", f"{code}.author")
            return
        for name in ("authors", "language"):
            if name in found:
                message = f'came with version 1.1, and this is 1.0: write the version "{VERSIONS[0]}"'
                fault = Fault("later", "", message, severity=Severity.INFO)
                self.report(fault, f"{path}/{name}", f"{code}.{name}")

    # --- the schema ---

    def schema(self, schema: Any, document: Any) -> None:
        """Note what a JSON Schema objects to."""
        for error in schema.iter_errors(document):
            message = error.message if len(error.message) <= _LONGEST else f"... {error.message[-_LONGEST:]}"
            fault = Fault("schema", "", f"{message}: write what the schema asks for")
            self.report(fault, json.pointer(error.instance_path), "jsonfeed")


_RULES: Final = {"feed": Walk.feed, "item": Walk.item, "author": Walk.author}


def _unknown(name: str) -> Iterable[Fault]:
    """Say that a member is not of JSON Feed; one that begins with an underscore and a letter is somebody's own."""
    if not name.startswith("_"):
        message = f"{shown(name)} is unknown to JSON Feed: begin the name with an underscore if it is of your own"
        yield Fault("unknown", "", message, severity=Severity.INFO)
    elif not (name[1:2].isascii() and name[1:2].isalpha()):
        yield Fault(
            "name", "", f"{shown(name)} is no name of a member of your own: write a letter behind one underscore"
        )


# --- the model ---


def check_model(feed: Feed) -> Iterator[Finding]:
    """Say what JSON Feed objects to in a feed and its stories; paths begin with `feed`."""
    walk = Walk(is_old=False)
    if not feed.title:
        fault = Fault("missing", "", "JSON Feed needs the title of a feed: give it")
        walk.report(fault, "feed.title", "jsonfeed.feed.title")
    if feed.paging and feed.paging.next and feed.paging.next == feed.feed_url:
        fault = Fault(
            "circular", "", "is the feed_url, so that readers go in a circle: give the address of the next page"
        )
        walk.report(fault, "feed.paging.next", "jsonfeed.feed.next_url")
    seen: dict[str, int] = {}
    for index, story in enumerate(feed.stories):
        path = f"feed.stories[{index}]"
        _check_story(walk, story, path)
        if seen.setdefault(story.id, index) != index:
            message = f"is the id of feed.stories[{seen[story.id]}] too: give each story its own"
            walk.report(Fault("repeated", "", message), f"{path}.id", "jsonfeed.item.id")
    yield from walk.findings


def _check_story(walk: Walk, story: Story, path: str) -> None:
    if story.embargo is not None:
        message = "JSON Feed has no place for an embargo: write the story to the feed when the embargo is over"
        walk.report(Fault("lost", "", message, severity=Severity.WARNING), f"{path}.embargo", "jsonfeed.item.embargo")
    for name, member in (("headline", "title"), ("summary", "summary")):
        for fault in values.plain(str(getattr(story, name))):
            walk.report(fault, f"{path}.{name}", f"jsonfeed.item.{member}")
    for number, section in enumerate(story.sections):
        for block, each in enumerate(section.blocks):
            if isinstance(each, Markup):
                for fault in values.content_html(each.html):
                    walk.report(fault, f"{path}.sections[{number}].blocks[{block}]", "jsonfeed.item.content_html")
