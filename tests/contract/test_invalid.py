"""One document for each finding: tests/invalid/<format>/<code>.<extension> gives the finding that it is named after."""

import json
import re
from collections.abc import Iterator
from pathlib import Path

import pytest

import newsfeed
from newsfeed import Severity
from newsfeed.explain.explanations import validate_example
from newsfeed.findings import W3C, Finding
from newsfeed.formats.atom import rules as atom
from newsfeed.formats.newsml import schema as newsml
from newsfeed.formats.ninjs import rules as ninjs
from newsfeed.formats.rss import rules as rss
from newsfeed.validation import w3c
from newsfeed.validation.element_schemas import ElementSchema

INVALID = Path(__file__).parents[1] / "invalid"
FILES = sorted(path for path in INVALID.glob("*/*.*") if path.parent.name != "diff")
"""The documents; a fault of a change needs two, and tests/compare/test_check_changes.py looks at these."""
FEEDS = ("atom", "rss")
PLACED = ("jsonld", "newsml")
"""Formats whose every finding has a line, a column and the page of its rule."""

ATTENDANTS = {
    "rss.channel.text_input.": "rss.channel.text_input.avoid",
    "rss.text_input.": "rss.channel.text_input.avoid",
    "extension.no_namespace": "xml.namespace_unknown",
    "xml.namespace": "xml.namespace_unknown",
    "xml.doctype.invalid": "xml.doctype.deprecated",
    "xhtml.body.": "rss.item.xhtml_body.said_twice",
    "atom.title.": "rss.item.atom_title.said_twice",
    "atom.link.count.too_large": "atom.link.count.unexpected",
    "rss.item.same_id": "rss.item.guid.said_twice",
    "media.adult.invalid": "media.adult.deprecated",
    "rss.channel.skip_days.too_many": "rss.channel.skip_days.day.repeated",
    "rss.channel.skip_hours.too_many": "rss.channel.skip_hours.hour.repeated",
    "rss.image.title.blank": "rss.channel.image.title.differs",
    "atom.entry.content.namespace": "xml.namespace_unknown",
    "atom.entry.content.not_escaped": "atom.entry.content.b.unknown",
    "atom.entry.content.not_inline": "atom.entry.content.div_missing",
    "text.headline.missing": "text.summary.missing",  # a summary would give the headline
    # The rules of the format see the same fault; and a feed with enough stories for Flipboard would be long.
    "profile.description_length": "profile.item_count",
    "profile.enclosure_image": "profile.item_count",
    "profile.feed_link": "rss.channel.link.missing",
    "profile.feed_title": "rss.channel.title.missing",
    "profile.hub_required": "profile.item_count",
    "profile.id_required": "rss.item.guid.missing",
    "profile.language_required": "rss.channel.language.missing",
    "profile.link_host": "profile.item_count",
    "profile.namespaces": "xml.namespace_unsupported",
    "profile.podcast_category": "rss.channel.itunes_category.podcast_missing",
    "profile.podcast_enclosure": "rss.item.enclosure.format",
    "profile.podcast_explicit": "rss.channel.itunes_explicit.podcast_missing",
    "profile.podcast_image": "rss.channel.itunes_image.podcast_missing",
    "profile.podcast_owner": "rss.channel.itunes_owner.podcast_missing",
    "profile.unique_ids": "rss.item.guid.repeated",
    "profile.utf8": "xml.encoding.nonstandard",
    "profile.video_fields": "jsonld.upload_date.missing",
}
"""Codes, or how they begin, that never come alone, and what comes with them."""

OWN_SEVERITY = {
    "AttrNotBlank": {Severity.WARNING, Severity.ERROR},  # an error where the schema refuses it too
    "CoordComma": {Severity.ERROR},  # the schema refuses it too
    "DeprecatedDTD": {Severity.WARNING},
    "InvalidLink": {Severity.ERROR},
    "DuplicateElement": {Severity.WARNING, Severity.ERROR},  # Dublin Core may be repeated
    "InvalidTrueFalse": {Severity.WARNING, Severity.ERROR},  # a warning for an older spelling
    "MissingRecommendedAttribute": {Severity.INFO, Severity.WARNING},  # a writer often cannot know it
    "MissingXmlURL": {Severity.ERROR},  # OPML 2.0 requires it
    "SchemeNotIANARegistered": {Severity.WARNING, Severity.ERROR},  # an error where the scheme is unsafe
}
"""What differs from how severe the W3C feed validator's page says that a fault is."""


def name(path: Path) -> str:
    return f"{path.parent.name}/{path.stem}"


def event(finding: Finding) -> str:
    """Give the W3C feed validator's name of a fault, or "" where it has none."""
    reference = finding.reference or ""
    return reference.rpartition("/")[2].removesuffix(".html") if reference.startswith(W3C) else ""


def attendant(code: str) -> str:
    return next((other for start, other in ATTENDANTS.items() if code.startswith(start) and code != other), "")


@pytest.mark.parametrize("path", FILES, ids=name)
def test_each_document_gives_the_one_finding_that_it_is_named_after(path: Path) -> None:
    found = list(validate_example(path.read_bytes(), path.parent.name, path.stem))
    (finding,) = [each for each in found if each.code != attendant(path.stem)]
    assert finding.code == path.stem
    assert "\n" not in finding.message
    assert finding.line is None or finding.line >= 1
    if path.parent.name in PLACED:
        assert finding.line
        assert finding.column
        assert (finding.reference or "").startswith("https://")
    if event(finding):
        page = (finding.reference or "").removeprefix(W3C).partition("/")[0]
        assert finding.severity in OWN_SEVERITY.get(event(finding), {Severity(page)})


@pytest.mark.parametrize("code", ATTENDANTS)
def test_what_never_comes_alone_has_a_document(code: str) -> None:
    assert any(path.stem.startswith(code) for path in FILES)


# --- what there must be a document for ---

SOURCE = Path(newsfeed.__file__).parent
CODE = re.compile(r'"((?:date|html|json|rsl|text|newsml|xml)\.[a-z][a-z0-9_.-]*)"')
OF_MODELS = ("newsml.model.", "text.story.empty", "text.line.heading", "text.part.marked")
"""Codes, or how they begin, of findings about stories: no document gives them."""
OF_SIZE = ("html.limit", "text.limit", "text.markup.limit", "newsml.xml.limit")
"""Codes of documents that are too large to be kept here."""


def written() -> set[str]:
    """Give the codes that stand in the source as they are."""
    folders = [
        SOURCE / "model",
        SOURCE / "validation",
        SOURCE / "syndication" / "rules",
        SOURCE / "pages",
        *(SOURCE / "formats" / each for each in ("html", "json", "text", "newsml")),
    ]
    return {
        code for folder in folders for each in folder.glob("*.py") for code in CODE.findall(each.read_text("utf-8"))
    }


def test_each_code_that_is_written_in_the_source_has_a_document() -> None:
    codes = {code for code in written() if not code.startswith(OF_MODELS)}
    assert len(codes) > 60
    assert sorted(codes - {path.stem for path in FILES} - set(OF_SIZE)) == []


def test_each_kind_of_objection_of_a_schema_has_a_document() -> None:
    kinds = {f"newsml.schema.{each}" for each in {*newsml._KINDS.values(), "bad-value", "missing-element", "invalid"}}
    kinds |= {f"ninjs.schema.{each}" for each in {*ninjs._KINDS.values(), "invalid"}}
    assert sorted(kinds - {path.stem for path in FILES}) == []


Kind = tuple[str, str, str]
"""A vocabulary (the first part of a code), a problem (the last one), and an event."""


def kind(finding: Finding) -> Kind:
    parts = finding.code.split(".")
    return parts[0], parts[-1], event(finding)


@pytest.fixture(scope="session")
def kinds() -> set[Kind]:
    """The kinds of finding that a document of a feed's format is there for."""
    feeds = [path for path in FILES if path.parent.name in (*FEEDS, "opml")]
    return {kind(each) for path in feeds for each in newsfeed.validate(path.read_bytes(), path.parent.name)}


# Values that some check or other refuses: each check of a row is asked about all of them.
PROBES = (
    *("", " ", "x", "#", "5", "-1", "0", "1e99", "99999999999", "24", "xx-", "x y/z", "a b c d e", "x" * 5000),
    *("http://[", "foo:bar", "javascript:x", "tag:x", "urn:x", "a b", "https://Example.org", "https://e.example/é"),
    *("<b>x</b>", "&eacute;", "a@b", "a@example.org", "a@b.example x", " tag:example.org,2024:a "),
    *("2024-13-01", "2024-01-01T99:00:00Z", "1960-01-01T00:00:00Z", "Thu, 1 Jan 1960 00:00:00 GMT"),
    *("Mon, 02 Jan 2024 00:00:00 GMT", "1 January 2024 00:00 GMT", "1 2 3", "1,2", "999 999"),
)


def rows(row: ElementSchema, seen: set[int]) -> Iterator[ElementSchema]:
    """Give a row and all rows below it, each once."""
    if id(row) not in seen:
        seen.add(id(row))
        yield row
        for child in row.children.values():
            yield from rows(child, seen)


def of_row(row: ElementSchema) -> Iterator[tuple[str, str]]:
    """Give the problems, with their events, that the columns of a row can find."""
    if row.once:
        yield "duplicate", row.duplicate
    if row.blank:
        yield "blank", row.blank
    yield from (("missing", each.missing) for each in row.required_children)
    for attribute in row.attributes.values():
        if attribute.required:
            yield "missing", attribute.missing
        yield from ((fault.problem, fault.event) for each in PROBES for fault in (attribute.value or none)(each))
    for probe in PROBES:
        if probe.strip() or not row.blank:
            yield from ((fault.problem, fault.event) for fault in (row.value or none)(probe))


def none(_text: str) -> tuple[()]:
    return ()


def demanded() -> set[Kind]:
    """Give the kinds of finding that the tables of RSS and Atom can give."""
    found: set[Kind] = set()
    for root in (rss.RSS, rss.RDF_ROOT, atom.FEED):
        for row in rows(root, set()):
            found |= {(row.code.split(".")[0], problem, of) for problem, of in of_row(row)}
    return found


@pytest.mark.slow
def test_each_kind_of_finding_of_the_tables_has_a_document(kinds: set[Kind]) -> None:
    """For each vocabulary, problem and event that a column of a row gives, one document is demanded.

    The columns are once, required, blank, the value and each attribute. Not each element has a document of its own:
    rows that share a check would only repeat it.
    """
    assert sorted(demanded() - kinds) == []


# --- the grammars ---

RSS = """<rss version="2.0"><channel><title>A</title><link>https://example.org/</link>
<description>B</description>{feed}<item><title>C</title>{entry}</item></channel></rss>"""
ATOM = """<feed xmlns="http://www.w3.org/2005/Atom"><id>https://example.org/</id><title>A</title>
<updated>2024-09-05T07:02:01Z</updated><author><name>D</name></author>{feed}<entry><id>https://example.org/1</id>
<title>C</title><updated>2024-09-05T07:02:01Z</updated><link href="https://example.org/1"/>{entry}</entry></feed>"""


def modules(row: ElementSchema) -> Iterator[tuple[str, str]]:
    """Give the namespace and the name of each child that is of a module."""
    core = row.name.rpartition("}")[0].removeprefix("{")
    for child in row.children:
        namespace, _, local = child.removeprefix("{").rpartition("}")
        if namespace != core:
            yield namespace, local


@pytest.mark.slow
@pytest.mark.parametrize("content", ["", " ", "x", "-1", "1,2", "%%", "<b/>", "<b xmlns=''/>"])
@pytest.mark.parametrize("attributes", ["", ' foo="x"'], ids=["bare", "attribute"])
@pytest.mark.parametrize(
    ("fmt", "where", "document", "row"),
    [
        ("rss", "feed", RSS, rss.RSS.children["channel"]),
        ("rss", "entry", RSS, rss.RSS.children["channel"].children["item"]),
        ("atom", "feed", ATOM, atom.FEED),
        ("atom", "entry", ATOM, atom.ENTRY),
    ],
    ids=["channel", "item", "feed", "entry"],
)
def test_what_a_grammar_refuses_in_a_module_has_a_rule(
    fmt: str, where: str, document: str, row: ElementSchema, attributes: str, content: str
) -> None:
    """A grammar says that something is wrong; only a rule says what to write instead."""
    named = list(modules(row))
    assert len(named) > 80
    for namespace, local in [*named, *((namespace, "nonesuch") for namespace, _ in named)]:
        element = f'<{local} xmlns="{namespace}"{attributes}>{content}</{local}>'
        data = document.format(**({"feed": "", "entry": ""} | {where: element})).encode()
        codes = [each.code for each in newsfeed.validate(data, fmt)]
        assert f"{fmt}.schema.invalid" not in codes, element


# --- the corpora ---


def documents(corpora: Path) -> Iterator[tuple[str, bytes]]:
    """Give each document of the corpora that is of one of our formats, with the format."""
    folders = {"newsml": "newsml", "ninjs": "ninjs", "feedvalidator": "", "reader": ""}
    for folder, known in folders.items():
        for row in json.loads((corpora / folder / "manifest.json").read_bytes()):
            data = (corpora / folder / row["path"]).read_bytes()
            if folder != "ninjs" or str(row["schema_version"]).startswith("3"):
                yield known or detected(data), data
    for path in sorted((corpora / "newsml_mutants").glob("*.xml")):
        yield "newsml", path.read_bytes()


def detected(data: bytes) -> str:
    try:
        return newsfeed.detect(data)
    except newsfeed.UnknownFormatError:  # what is broken from its first line on
        return ""


@pytest.fixture(scope="session")
def found(corpora: Path) -> list[tuple[str, Finding]]:
    """What is found in all documents of the corpora, each finding with the format."""
    given = [(fmt, data) for fmt, data in documents(corpora) if fmt in ("newsml", "ninjs", *FEEDS)]
    assert len(given) > 1000
    return [(fmt, each) for fmt, data in given for each in newsfeed.validate(data, fmt)]


@pytest.mark.slow
def test_each_kind_of_finding_in_the_corpora_has_a_document(found: list[tuple[str, Finding]], kinds: set[Kind]) -> None:
    """Of RSS and Atom, whose codes name elements, one for each kind is demanded; of the others, one for each code."""
    of_feeds = {kind(each) for fmt, each in found if fmt in FEEDS}
    others = {each.code for fmt, each in found if fmt not in FEEDS}
    assert sorted(of_feeds - kinds - {("atom", "invalid", ""), ("rss", "invalid", "")}) == []
    assert sorted(others - {path.stem for path in FILES}) == []


@pytest.mark.slow
def test_no_grammar_has_the_only_word_on_a_feed_of_the_corpora(found: list[tuple[str, Finding]]) -> None:
    refused = [each.message for fmt, each in found if each.code in ("atom.schema.invalid", "rss.schema.invalid")]
    assert refused == []


# --- the W3C feed validator's events ---


def test_each_event_is_reported_or_left_out_with_a_reason(corpora: Path, kinds: set[Kind]) -> None:
    table = json.loads((corpora / "feedvalidator" / "events.json").read_bytes())
    general = {above for each in table.values() for above in each}
    left_out = [each for names in w3c.NOT_REPORTED.values() for each in names.split()]
    reported = {each for _, _, each in kinds} - {""}
    assert len(left_out) == len(set(left_out))
    assert sorted(set(left_out) & reported) == []
    assert sorted((reported | set(left_out)) - set(table)) == []
    assert sorted(set(table) - general - reported - set(left_out)) == []


def test_severities_are_those_of_the_w3c_feed_validator(corpora: Path) -> None:
    table = json.loads((corpora / "feedvalidator" / "events.json").read_bytes())
    assert sorted((w3c.WARNINGS | w3c.INFOS) - set(table)) == []
    left_out = {each for names in w3c.NOT_REPORTED.values() for each in names.split()}
    for each, above in table.items():
        if {"Error", "Warning", "Info"} & set(above) and each not in left_out:
            assert w3c.severity(each).capitalize() in above, each
