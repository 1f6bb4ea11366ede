"""Reader of standard.site: records of documents and publications, alone, and in the lists that servers return."""

import re
from collections.abc import Iterator, Mapping
from typing import ClassVar, Final

import attrs

from newsfeed.errors import ReadError
from newsfeed.findings import Report
from newsfeed.formats.standardsite.names import AUTHOR, CONTRIBUTOR, DOCUMENT, HTML, PUBLICATION, WEB_ORIGIN
from newsfeed.model import Feed, Link, Person, Story
from newsfeed.plugins import ReadContext
from newsfeed.reading.json import member_readers
from newsfeed.reading.json.documents import parse_or_recover, with_positions
from newsfeed.reading.json.json_types import JsonObject, JsonValue, ModelFields
from newsfeed.reading.json.object_reader import ObjectReader, ValueReader
from newsfeed.reading.lenient import LenientReader
from newsfeed.values.escaping import escape
from newsfeed.values.languages import canonical_tag
from newsfeed.values.patterns import pattern
from newsfeed.values.xml_chars import fold

_POST: Final = pattern(r"at://(?P<account>[A-Za-z0-9._:%-]+)/app\.bsky\.feed\.post/(?P<key>[A-Za-z0-9._~:-]+)")
_LANGUAGE: Final = re.compile(r'<div class="explainer" lang="([A-Za-z0-9-]{1,64})"')
_PARAGRAPH_END: Final = re.compile(r"\n{2,}")
_LISTS: Final = ("records", "cursor")
_ENTRY: Final = ("uri", "cid", "value")


class RecordReader(ObjectReader):
    """One object of standard.site."""

    __slots__ = ()

    STANDARD: ClassVar = "standard.site"

    def child(self, members: JsonObject, name: str, index: int | None = None) -> "RecordReader":
        """Return the reader of an object inside."""
        path = f"{self.path}/{name}" if index is None else f"{self.path}/{name}/{index}"
        return RecordReader(self.lenient, members, path, self.base)


def read(data: bytes, reading: ReadContext) -> Feed:
    """Read a document.

    Args:
        data: the document, in UTF-8.
        reading: options of the caller; its report receives the findings, with line and column.

    Raises:
        ReadError: the document is not JSON, or has no record of standard.site.
        LimitError: it exceeds a limit.
    """
    report = Report()
    lenient = LenientReader(attrs.evolve(reading, report=report))
    document = parse_or_recover(data, lenient)
    entries = [*_entries(document, lenient)]
    if not any(source.members.get("$type") in (DOCUMENT, PUBLICATION) for _, source in entries):
        message = f"is not standard.site: a record with the $type {DOCUMENT} or {PUBLICATION} is expected"
        raise ReadError(message, line=1, column=1)
    feed = _feed(entries)
    if report.findings:
        reading.report.extend(with_positions(report.findings, data.removeprefix(b"\xef\xbb\xbf")))
    return feed


def read_document(entry: JsonObject, lenient: LenientReader) -> Story | None:
    """Read the only document of an entry of a list."""
    return next(iter(_feed([*_entries(entry, lenient)]).stories), None)


def read_publication(entry: JsonObject, lenient: LenientReader) -> Feed:
    """Read the publication of an entry of a list."""
    return _feed([*_entries(entry, lenient)])


# --- records ---------------------------------------------------------------------------------------------------------------

Entry = tuple[str | None, RecordReader]
"""A record and its address, if the document says it."""


def _entries(document: JsonValue, lenient: LenientReader) -> Iterator[Entry]:
    """Yield the records of a document: one record, the response of a server with one or many, or an array of either."""
    source = RecordReader(lenient, document if isinstance(document, dict) else {}, base=lenient.reading.base)
    if isinstance(document, dict) and isinstance(document.get("records"), list):
        source.report_others(_LISTS)
        if document.get("cursor"):
            source.report_dropped("cursor", document["cursor"], "since newsfeed does not load the other records")
        yield from _listed(source, "records", document["records"])
    elif isinstance(document, list):
        yield from _listed(source, "", document)
    else:
        yield from _listed(source, "", [document], is_alone=True)


def _listed(source: RecordReader, name: str, entries: JsonValue, *, is_alone: bool = False) -> Iterator[Entry]:
    for index, entry in enumerate(entries if isinstance(entries, list) else ()):
        steps: list[object] = [] if is_alone else [name, index] if name else [index]
        members = source.to_object(entry, "", *steps) if steps else entry
        if not isinstance(members, dict):
            continue
        path = "".join(f"/{step}" for step in steps)
        reader = RecordReader(source.lenient, members, path, source.base)
        if "$type" not in members and isinstance(value := members.get("value"), dict):
            reader.report_others(_ENTRY)
            uri = member_readers.text(reader, "uri", members["uri"]) if "uri" in members else ""
            yield fold(uri) or None, reader.child(value, "value")
        else:
            yield None, reader


def _feed(entries: list[Entry]) -> Feed:
    """Return the first publication, with the stories of all documents."""
    publications = [(uri, source) for uri, source in entries if source.members.get("$type") == PUBLICATION]
    fields: list[ModelFields] = [_publication(uri, source) for uri, source in publications]
    addresses: dict[str, str] = {values["id"]: values["url"] for values in fields if values["id"] and values["url"]}
    known_sites = {*addresses, *(values["url"].rstrip("/") for values in fields if values["url"])}
    for uri, source in publications[1:]:
        source.note("item.other", f"a second publication is left out ({uri or source.members.get('url')!r:.200})")
    stories = []
    for uri, source in entries:
        kind = source.members.get("$type")
        if kind == DOCUMENT:
            stories.append(_story(uri, source, addresses, known_sites))
        elif kind != PUBLICATION:
            message = f"a record of the type {kind!r:.64} is neither a document nor a publication: it is left out"
            source.note("item.other", message)
    read_stories = tuple(filter(None, stories))
    if not publications:
        return Feed(stories=read_stories)
    first_fields = {**fields[0], "stories": read_stories}
    return publications[0][1].build(Feed, first_fields, {"title": "name"}) or Feed(stories=read_stories)


# --- members ---------------------------------------------------------------------------------------------------------------


def _ignored(_source: ObjectReader, _name: str, _value: JsonValue) -> None:
    """Leave out a member that repeats another."""


def _without_place(reason: str) -> ValueReader:
    """Return a reader that reports a member."""

    def report(source: ObjectReader, name: str, value: JsonValue) -> None:
        source.report_dropped(name, value, reason)

    return report


_BLOB: Final = _without_place("since a blob has no address on the web")


def _object(source: ObjectReader, name: str, value: JsonValue) -> ObjectReader | None:
    members = source.to_object(value, "", name)
    return None if members is None else source.child(members, name)


def _post(source: ObjectReader, name: str, value: JsonValue) -> Link | None:
    """Return a link to the post for the comments of readers."""
    uri = value.get("uri") if isinstance(value, dict) else value
    match = _POST.fullmatch(uri) if isinstance(uri, str) else None
    if match is None:
        source.report_dropped(name, value, "since it has no address of a post")
        return None
    return Link(url=f"https://bsky.app/profile/{match['account']}/post/{match['key']}", rel="replies")


_CONTRIBUTOR: Final[Mapping[str, ValueReader]] = {
    "$type": _ignored,
    "did": member_readers.text,
    "role": member_readers.text,
    "displayName": member_readers.text,
}


def _contributor(source: ObjectReader) -> tuple[bool, Person] | None:
    """Return whether a contributor is an author, and the person."""
    values = source.read(_CONTRIBUTOR)
    did, role = fold(values.get("did") or ""), fold(values.get("role") or "")
    is_author = role.lower() == AUTHOR
    person = source.build(
        Person,
        {
            "name": fold(values.get("displayName") or "") or did,
            "same_as": (did,) if did else (),
            "role": "" if is_author or role == CONTRIBUTOR else role,
        },
        {"name": "displayName", "same_as": "did"},
    )
    return None if person is None else (is_author, person)


_DOCUMENT: Final[Mapping[str, ValueReader]] = {
    "$type": _ignored,
    "site": member_readers.text,
    "path": member_readers.text,
    "canonicalUrl": member_readers.iri,
    "title": member_readers.text,
    "description": member_readers.text,
    "contributors": member_readers.list_of(_contributor),
    "publishedAt": member_readers.date,
    "updatedAt": member_readers.date,
    "tags": member_readers.texts,
    "textContent": member_readers.text,
    "content": _object,
    "bskyPostRef": _post,
    "coverImage": _BLOB,
    "links": _without_place("since its form is not defined"),
    "labels": _without_place("since stories have no labels of content"),
}
_PUBLICATION: Final[Mapping[str, ValueReader]] = {
    "$type": _ignored,
    "url": member_readers.iri,
    "name": member_readers.text,
    "description": member_readers.text,
    "icon": _BLOB,
    "labels": _without_place("since feeds have no labels of content"),
    "basicTheme": _without_place("since feeds have no theme"),
    "preferences": _without_place("since it is for the server"),
}


def _publication(uri: str | None, source: RecordReader) -> ModelFields:
    values = source.read(_PUBLICATION)
    return {
        "id": uri,
        "url": values.get("url"),
        "title": values.get("name") or "",
        "description": values.get("description") or "",
    }


# --- documents -------------------------------------------------------------------------------------------------------------


def _story(uri: str | None, source: RecordReader, addresses: Mapping[str, str], known_sites: set[str]) -> Story | None:
    """Read a document.

    Args:
        uri: its address on the AT Protocol, or None.
        source: the record.
        addresses: the addresses of publications on the web, by those of their records.
        known_sites: the addresses of publications, of either kind.
    """
    values = source.read(_DOCUMENT)
    url = _address(source, values, addresses, known_sites)
    body, language = _body(source, values)
    contributors: tuple[tuple[bool, Person], ...] = values.get("contributors") or ()
    description = values.get("description") or ""
    fields: ModelFields = {
        **({"summary": description} if description else {}),
        **body,
        "id": uri or url,
        "url": url,
        "headline": values.get("title") or "",
        "language": language,
        "authors": tuple(person for is_author, person in contributors if is_author),
        "contributors": tuple(person for is_author, person in contributors if not is_author),
        "published": values.get("publishedAt"),
        "updated": values.get("updatedAt"),
        "keywords": tuple(filter(None, map(fold, values.get("tags") or ()))),
        "links": tuple(filter(None, [values.get("bskyPostRef")])),
    }
    steps = {
        "headline": "title",
        "summary": "description",
        "published": "publishedAt",
        "updated": "updatedAt",
        "keywords": "tags",
    }
    return source.lenient.story(fields, source.location(), steps=steps)


def _address(
    source: RecordReader, values: ModelFields, addresses: Mapping[str, str], known_sites: set[str]
) -> str | None:
    """Return the address on the web: that of the site and the path, or else the one that some programs add."""
    site, path = fold(values.get("site") or "").rstrip("/"), fold(values.get("path") or "")
    base = addresses.get(site, site).rstrip("/")
    canonical: str | None = values.get("canonicalUrl")
    if path and WEB_ORIGIN.fullmatch(base):
        url = source.lenient.iri(f"{base}/{path.removeprefix('/')}", source.base, source.location("path"))
        if canonical and url and canonical != url:
            source.report_dropped("canonicalUrl", canonical, f"since the site and the path are {url:.200}")
        return url or canonical
    if path:
        source.report_dropped("path", path, "since the address of its site on the web is not in the document")
    if site and site not in known_sites:
        source.report_dropped("site", site, "since it is no address of the document")
    return canonical


def _body(source: RecordReader, values: ModelFields) -> tuple[ModelFields, str | None]:
    """Return the parts of a story and its language: from the content if it is HTML, else from the plain text."""
    content: ObjectReader | None = values.get("content")
    text: str = values.get("textContent") or ""
    if content is not None:
        kind, html = content.members.get("$type"), content.members.get("html")
        if kind == HTML and isinstance(html, str) and html:
            content.report_others(("$type", "html"))
            match = _LANGUAGE.match(html)
            body = source.lenient.body(html, source.base, content.location("html"))
            return {**body}, canonical_tag(match[1]) if match else None
        consequence = "its plain text is read" if text else "it is left out"
        content.note("content.unknown", f"newsfeed reads content of the type {HTML}, not {kind!r:.64}: {consequence}")
    paragraphs = "".join(f"<p>{escape(part)}</p>" for part in _PARAGRAPH_END.split(text) if part.strip())
    return {**source.lenient.body(paragraphs.replace("\n", "<br/>"), source.base, source.location("textContent"))}, None
