"""The rules of Atom: paths and places, the schema, and the model."""

from datetime import UTC, datetime
from pathlib import Path

import pytest
from lxml import etree

from feed_documents import ATOM_INVALID
from newsfeed import Feed, Limits, Markup, Section, Severity, Story
from newsfeed.findings import Finding
from newsfeed.formats.atom import rules
from newsfeed.plugins import CheckContext
from newsfeed.validation.schemas import relax_ng


def check(data: str | bytes, **options: Limits) -> list[Finding]:
    return list(rules.check(data.encode() if isinstance(data, str) else data, CheckContext(**options)))


def feed(extra: str = "", entry: str = "", *, summary: str = "<summary>It is open.</summary>", root: str = "") -> str:
    return f"""<?xml version="1.0" encoding="utf-8"?>
<feed xmlns="http://www.w3.org/2005/Atom"{root}>
  <id>https://example.org/</id>
  <title>The Example Herald</title>
  <updated>2024-09-05T07:02:01Z</updated>
  <link rel="self" href="https://example.org/feed.atom"/>
  <author><name>Ada Example</name></author>{extra}
  <entry>
    <id>https://example.org/harbour</id>
    <title>Harbour reopens</title>
    <updated>2024-09-05T07:02:01Z</updated>
    <link href="https://example.org/harbour"/>
    {summary}{entry}
  </entry>
</feed>
"""


def entry(extra: str = "<author><name>Ada</name></author>") -> str:
    return f"""<?xml version="1.0" encoding="utf-8"?>
<entry xmlns="http://www.w3.org/2005/Atom">
  <id>tag:example.org,2024:harbour</id>
  <title>Harbour reopens</title>
  <updated>2024-09-05T07:02:01Z</updated>
  <content>It is open.</content>{extra}
</entry>
"""


def content(type_: str, text: str) -> list[str]:
    return [
        each.code.removeprefix("atom.entry.content.") for each in check(feed(entry=f"<content{type_}>{text}</content>"))
    ]


# --- documents ---


@pytest.mark.parametrize("data", [feed(), entry()], ids=["feed", "entry"])
def test_a_good_document_gives_no_finding(data: str) -> None:
    assert check(data) == []


@pytest.mark.parametrize("name", sorted(ATOM_INVALID))
def test_what_the_schema_refuses_has_an_error_of_the_rules(name: str) -> None:
    data = ATOM_INVALID[name]
    assert not relax_ng("atom/atom.rng").validate(etree.fromstring(data))
    errors = [each.code for each in check(data) if each.severity is Severity.ERROR]
    assert errors
    assert "atom.schema.invalid" not in errors


def test_a_schema_of_ones_own_has_the_last_word(tmp_path: Path) -> None:
    schema = tmp_path / "none.rng"
    schema.write_text('<element xmlns="http://relaxng.org/ns/structure/1.0" name="none"><empty/></element>')
    (finding,) = list(rules.check(feed().encode(), CheckContext(schema=str(schema))))
    assert (finding.code, finding.severity, finding.line) == ("atom.schema.invalid", Severity.ERROR, 2)


def test_a_finding_says_where_and_what_to_write() -> None:
    (finding,) = check(feed(entry='\n    <link rel="related" href="see below"/>'))
    assert finding == Finding(
        severity=Severity.ERROR,
        code="atom.entry.link.href.character",
        message="the character ' ' is not allowed in the link 'see below': write %20 instead",
        path="/feed/entry/link[2]/@href",
        line=14,
        column=5,
        reference="https://validator.w3.org/feed/docs/error/InvalidUriChar.html",
    )


def test_paths_count_siblings_of_a_name() -> None:
    second = entry("").partition("\n")[2].replace(' xmlns="http://www.w3.org/2005/Atom"', "").replace("tag:", "tag;")
    found = [(each.code, each.path) for each in check(feed(second)) if each.severity is Severity.ERROR]
    assert found == [("atom.entry.id.relative", "/feed/entry[1]/id")]


# --- rules ---


def test_an_entry_document_has_an_author() -> None:
    assert [(each.code, each.path) for each in check(entry(""))] == [("atom.entry.author.missing", "/entry")]


def test_the_author_of_the_source_is_the_author_of_the_entry() -> None:
    source = "<source><id>tag:example.org,2024:s</id><title>S</title><updated>2024-09-05T07:02:01Z</updated>{}</source>"
    assert check(entry(source.format("<author><name>Ada</name></author>"))) == []
    assert [each.code for each in check(entry(source.format("")))] == ["atom.entry.author.missing"]


@pytest.mark.parametrize(
    ("first", "second", "expected"),
    [
        ("", "", ["atom.entry.link.repeated"]),
        ('type="text/html"', 'type="text/html"', ["atom.entry.link.repeated"]),
        ('type="text/html"', 'type="application/pdf"', []),
        ('hreflang="en"', 'hreflang="de"', []),
    ],
)
def test_alternates_differ_in_type_or_language(first: str, second: str, expected: list[str]) -> None:
    data = feed(entry=f'<link {second} href="https://example.org/b"/>').replace(
        '<link href="https://example.org/harbour"/>', f'<link {first} href="https://example.org/a"/>'
    )
    assert [each.code for each in check(data)] == expected


@pytest.mark.parametrize("rel", ["via", "http://www.iana.org/assignments/relation/via", "https://example.org/rel"])
def test_relations_that_are_known_or_iris(rel: str) -> None:
    assert check(feed(entry=f'<link rel="{rel}" href="https://example.org/x"/>')) == []


def test_the_iana_name_of_self_is_self() -> None:
    data = feed().replace('rel="self"', 'rel="http://www.iana.org/assignments/relation/self"')
    assert check(data) == []


def test_a_relation_that_the_grammar_refuses_is_an_error() -> None:
    (finding,) = check(feed(entry='<link rel=" via " href="https://example.org/x"/>'))
    assert (finding.code, finding.severity) == ("atom.entry.link.rel.unregistered", Severity.ERROR)


@pytest.mark.parametrize(
    "iri", ["https://例え.example/道", "tag:example.org,2024-05:a", "urn:isbn:0451450523", "info:x/y"]
)
def test_ids_are_iris(iri: str) -> None:
    assert check(feed().replace("https://example.org/harbour</id>", f"{iri}</id>")) == []


@pytest.mark.parametrize(
    "iri",
    [
        "HTTPS://example.org/",
        "https://Example.org/",
        "https://example.org",
        "https://example.org:443/",
        "https://example.org/%7Ea",
        "https://example.org/%c3%a4",
        "https://example.org/a/../b",
        "https://:@example.org/a",
    ],
)
def test_ids_are_canonical(iri: str) -> None:
    found = [each.code for each in check(feed().replace("https://example.org/harbour</id>", f"{iri}</id>"))]
    assert found == ["atom.entry.id.canonical"]


def test_an_empty_id_is_blank_and_no_iri() -> None:
    data = feed().replace("<id>https://example.org/harbour</id>", "<id/>")
    assert sorted(each.code for each in check(data)) == ["atom.entry.id.blank", "atom.entry.id.relative"]


@pytest.mark.parametrize("date", ["2024-09-05T07:02:01.25+02:00", "2024-09-05T07:02:01Z", "2016-12-31T23:59:60Z"])
def test_dates_of_rfc_3339(date: str) -> None:
    assert check(feed(entry=f"<published>{date}</published>")) == []


@pytest.mark.parametrize(
    "date",
    ["2024", "2024-09-05", "2024-09-05T07:02Z", "2024-09-05t07:02:01z", "2024-09-05 07:02:01Z", "20240905T070201Z"],
)
def test_dates_that_are_not_of_rfc_3339(date: str) -> None:
    assert [each.code for each in check(feed(entry=f"<published>{date}</published>"))] == [
        "atom.entry.published.invalid"
    ]


@pytest.mark.parametrize(
    ("type_", "text", "expected"),
    [
        ("", "It &lt; that", []),
        (' type="text"', "plain", []),
        (' type="html"', "&lt;p&gt;x&lt;/p&gt;", []),
        (' type="html"', "&lt;p&gt;<b>x</b>&lt;/p&gt;", ["not_escaped", "b.unknown"]),
        (' type="xhtml"', '<div xmlns="http://www.w3.org/1999/xhtml"><p>x</p></div>', []),
        (' type="xhtml"', "<div>x</div>", ["div_missing", "namespace"]),
        (' type="xhtml"', '<div xmlns="http://www.w3.org/1999/xhtml">&lt;b&gt;x&lt;/b&gt;</div>', ["not_inline"]),
        (' type="application/xhtml+xml"', '<p xmlns="http://www.w3.org/1999/xhtml">x</p>', ["fragment"]),
        (' type="xhtml"', "&lt;p&gt;x&lt;/p&gt;", ["div_missing", "not_inline"]),
        (' type="text/html"', "&lt;html&gt;&lt;body&gt;&lt;p&gt;x&lt;/p&gt;&lt;/body&gt;&lt;/html&gt;", []),
        (' type="text/html"', "&lt;body&gt;&lt;script&gt;x&lt;/script&gt;&lt;/body&gt;", ["unsafe_element"]),
        (' type="image/png"', "iVBORw0KGgo=", []),
        (' type="application/html"', "PHNjcmlwdD54PC9zY3JpcHQ+", ["unsafe_element"]),
        (' type="application/xml"', '<x xmlns="http://schema.org/"/>', ["xml.namespace_unsupported"]),
        (' type="image/svg+xml"', "x", ["text"]),
        (' type="text/csv"', "a,b", []),
        (' src="a.pdf" type="application/pdf"', "", []),
        (' src="a.html" type="html"', "", ["type.invalid"]),
        (' src="a.pdf" type="application/pdf"', "x", ["text", "invalid"]),
    ],
)
def test_content_is_judged_by_its_type(type_: str, text: str, expected: list[str]) -> None:
    assert content(type_, text) == expected


@pytest.mark.parametrize(
    ("inner", "expected"),
    [
        ('<math xmlns="http://www.w3.org/1998/Math/MathML"><mi>x</mi></math>', []),
        ('<math xmlns="http://www.w3.org/1998/Math/MathML"><bogus/></math>', ["unsafe_element"]),
        ('<svg xmlns="http://www.w3.org/2000/svg"><path d="M0 0"/></svg>', []),
        ('<svg xmlns="http://www.w3.org/2000/svg"><script/></svg>', ["unsafe_element"]),
        ('<svg xmlns="http://www.w3.org/2000/svg" onload="x()"/>', ["unsafe_attribute"]),
        ('<svg xmlns="http://www.w3.org/2000/svg"><a href=" javascript:x()"/></svg>', ["unsafe_link"]),
        ('<img src="a.png" alt=""/>', []),
        ('<edited xmlns="http://www.w3.org/2007/app">x</edited>', ["edited.unknown"]),
        ('<svg xmlns="http://www.w3.org/2000/svg"><filter/></svg>', ["unsafe_element"]),
        ('<p bogus="1">x</p>', []),
        ('<b onclick="x()">x</b><i onclick="x()">x</i>', ["unsafe_attribute"]),
    ],
)
def test_xhtml_is_looked_through(inner: str, expected: list[str]) -> None:
    assert content(' type="xhtml"', f'<div xmlns="http://www.w3.org/1999/xhtml">{inner}</div>') == expected


def test_relative_links_are_resolved_against_the_base_or_the_document() -> None:
    html = '<summary type="html">&lt;a href="more"&gt;x&lt;/a&gt;</summary>'
    assert check(feed(summary=html)) == []
    assert check(feed(summary=html, root=' xml:base="https://example.org/"')) == []


@pytest.mark.parametrize("text", ['type="image/png">eA==', 'type="image/png" src="a.png">'])
def test_a_file_needs_a_summary(text: str) -> None:
    assert [each.code for each in check(feed(summary=f"<content {text}</content>"))] == ["atom.entry.summary.missing"]
    assert check(feed(entry=f"<content {text}</content>")) == []


def test_extensions_may_stand_anywhere() -> None:
    root = ' xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#" xmlns:dc="http://purl.org/dc/elements/1.1/"'
    person = '<contributor rdf:parseType="Resource"><name>Ada</name><dc:title>1</dc:title>'
    person += (
        '<media:thumbnail xmlns:media="http://search.yahoo.com/mrss/" url="https://example.org/a.png"/></contributor>'
    )
    link = '<link rel="related" href="https://example.org/x" rdf:type="x"><dc:title>x</dc:title></link>'
    assert check(feed(person + link, root=root)) == []


def test_what_stands_in_an_extension_may_be_in_no_namespace() -> None:
    (finding,) = check(feed('<x xmlns="https://example.org/ns">a<y xmlns=""/></x>'))
    assert finding.code == "xml.namespace_unknown"


@pytest.mark.parametrize(
    "namespace", ["http://purl.org/atom/ns#", "http://purl.org/atom/ns#draft-ietf-atompub-format-05"]
)
def test_the_namespaces_of_drafts_are_obsolete(namespace: str) -> None:
    finding = check(feed().replace("http://www.w3.org/2005/Atom", namespace))[0]
    assert (finding.code, finding.path, finding.line) == ("xml.namespace_obsolete", "/feed", 2)


def test_the_rules_go_on_after_xml_that_is_not_well_formed() -> None:
    codes = [each.code for each in check(feed(entry="<published>x</published>&nbsp;"))]
    assert codes[0] == "xml.entity.undefined"
    assert "atom.entry.published.invalid" in codes


@pytest.mark.parametrize(
    ("data", "code"),
    [
        (b"", "xml.malformed"),
        (b"not xml", "xml.malformed"),
        (b"\x00\x01\x02", "xml.malformed"),
        (b"<feed>" + b"<a>" * 400, "xml.limit.depth"),
        (b"<html/>", "xml.root"),
        (b"<feed/>", "xml.namespace_missing"),
        (b'<feed xmlns="https://example.com/"/>', "xml.namespace"),
    ],
)
def test_what_is_no_atom_is_a_finding(data: bytes, code: str) -> None:
    findings = [each for each in check(data) if each.severity is Severity.ERROR]
    assert findings[0].code == code
    assert all(each.code.startswith(("xml.", "atom.")) for each in findings)


def test_limits_are_findings() -> None:
    (finding,) = [each for each in check(feed(), limits=Limits(elements=5)) if each.severity is Severity.ERROR]
    assert (finding.code, finding.line) == ("xml.limit.elements", 7)


def test_an_error_in_each_of_many_entries_is_found_in_each() -> None:
    one = (
        "<entry><id>tag:example.org,2024:{0}</id><title>A</title><updated>2024-01-01T00:{1:02}:{2:02}Z</updated>"
        '<link href="https://example.org/{0}"/><summary>S</summary><published>x</published></entry>'
    )
    findings = check(feed("".join(one.format(number, number // 60, number % 60) for number in range(2000))))
    assert [each.code for each in findings] == ["atom.entry.published.invalid"] * 2000
    assert findings[-1].path == "/feed/entry[2000]/published"


@pytest.mark.parametrize(
    ("extra", "entry", "path", "message"),
    [
        (
            "<entry><id>tag:example.org,2024:b</id></entry>",
            "",
            "/feed/entry[1]",
            '<entry> has neither <content> nor <link rel="alternate">: add one of them',
        ),
        (
            "",
            '<content type="xhtml"><div xmlns="http://www.w3.org/1999/xhtml"><p onclick="x()">x</p></div></content>',
            "/feed/entry/content/xhtml:div/xhtml:p",
            "onclick",
        ),
        (
            "",
            '<content type="html"><b>x</b></content>',
            "/feed/entry/content/b",
            '<b> is not allowed in <content> of this type: escape it, or write type="xhtml"',
        ),
        (
            "",
            '<link rel="chief" href="https://example.org/x"/>',
            "/feed/entry/link[2]/@rel",
            "the link relation 'chief' is not registered with IANA: write a registered one or an IRI",
        ),
    ],
)
def test_messages_name_the_element_at_its_own_path(extra: str, entry: str, path: str, message: str) -> None:
    messages = [finding.message for finding in check(feed(extra, entry)) if finding.path == path]
    assert any(message in candidate for candidate in messages), messages


def test_metadata_after_an_entry_is_misplaced() -> None:
    data = feed().replace("</feed>", "<subtitle>Late</subtitle></feed>")
    (finding,) = check(data)
    assert (finding.code, finding.path) == ("atom.feed.subtitle.misplaced", "/feed/subtitle")
    assert finding.message == (
        "<subtitle> follows an <entry>: write entries last, since streaming readers stop at the first one"
    )


# --- the model ---


def story(**fields: object) -> Story:
    given: dict[str, object] = {
        "id": "https://example.org/1",
        "headline": "A",
        "published": datetime(2024, 5, 1, tzinfo=UTC),
    }
    return Story(**(given | fields))  # type: ignore[arg-type]


def model(*stories: Story, **fields: object) -> list[tuple[str, str, str]]:
    given: dict[str, object] = {"title": "T", "url": "https://example.org/", "stories": stories}
    found = rules.check_model(Feed(**(given | fields)))  # type: ignore[arg-type]
    return [(str(each.severity), each.code, each.path) for each in found]


def test_a_good_model_gives_no_finding() -> None:
    assert model(story()) == []


@pytest.mark.parametrize(
    ("fields", "expected"),
    [
        ({"published": None}, ("error", "atom.entry.updated.missing", "feed.stories[0].updated")),
        ({"headline": ""}, ("warning", "atom.entry.title.empty", "feed.stories[0].headline")),
        ({"id": "harbour"}, ("warning", "atom.entry.id.not_iri", "feed.stories[0].id")),
        (
            {"sections": (Section(blocks=(Markup("<script>x()</script>"),)),)},
            ("info", "atom.entry.content.unclean", "feed.stories[0].sections[0].blocks[0]"),
        ),
    ],
)
def test_what_atom_objects_to_in_a_story_has_a_model_path(
    fields: dict[str, object], expected: tuple[str, str, str]
) -> None:
    assert expected in model(story(**fields))


def test_stories_with_one_id_are_named() -> None:
    assert model(story(), story()) == [("error", "atom.entry.id.duplicate", "feed.stories[1].id")]


def test_a_feed_without_title_or_id() -> None:
    assert model(story(), title="", url=None) == [
        ("error", "atom.feed.title.missing", "feed.title"),
        ("error", "atom.feed.id.missing", "feed.id"),
    ]
