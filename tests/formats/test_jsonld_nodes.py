"""Nodes of a graph: the values that a reader gets of a property in each spelling, references, articles, and what is unread."""

from typing import Any

import pytest

from newsfeed import Report
from newsfeed.formats.jsonld.node_reader import NodeReader
from newsfeed.formats.jsonld.nodes import LanguageString, Node, literal_json
from newsfeed.formats.jsonld.read_graph import Graph, find_articles
from newsfeed.formats.jsonld.unread import State, node_json, unread_properties
from newsfeed.plugins import ReadContext
from newsfeed.reading.lenient import LenientReader

A = "https://a.example/"
PERSON = {"@type": "Person", "@id": "#ann", "name": "Ann", "url": f"{A}ann"}


def graph(*nodes: dict[str, Any]) -> Graph:
    result = Graph()
    for script, node in enumerate(nodes):
        result.add({"@context": "https://schema.org", **node}, script)
    return result


def reader(properties: dict[str, Any], *others: dict[str, Any], by_newsfeed: bool = False) -> NodeReader:
    nodes = graph({"@type": "NewsArticle", **properties}, *others)
    return NodeReader(nodes.roots[0], nodes, LenientReader(ReadContext(report=Report(), base=A)), by_newsfeed)


@pytest.mark.parametrize(
    ("value", "texts"),
    [
        ("x", ["x"]),
        (["x", " ", "y"], ["x", "y"]),
        (5, ["5"]),
        (5.0, ["5"]),
        (5.5, ["5.5"]),
        (True, []),
        (None, []),
        ({"@value": "x"}, ["x"]),
        ({"@value": None}, []),
        ({"@list": ["x", {"@set": ["y"]}]}, ["x", "y"]),
        ({"de": "x", "en": "y"}, ["x", "y"]),
        ({"@type": "Thing", "value": 7, "name": "x"}, ["7"]),
        ({"@type": "Thing", "name": "x", "headline": "y"}, ["x"]),
        ({"@type": "Thing", "url": "x"}, ["x"]),
        ({"@id": "#ann"}, ["Ann"]),
        ({"@id": "#bo"}, []),
        ({"@type": "Thing", "name": {"@type": "Thing"}}, []),
    ],
)
def test_texts_of_a_property(value: Any, texts: list[str]) -> None:
    node = reader({"name": value}, PERSON)
    assert node.texts("alternateName", "name") == texts
    assert node.text("alternateName", "name") == (texts[0] if texts else "")


@pytest.mark.parametrize(
    ("value", "links"),
    [
        (f"{A}x", [f"{A}x"]),
        ("/x", [f"{A}x"]),
        ([f"{A}x", "javascript:x", f"{A}y"], [f"{A}x", f"{A}y"]),
        ({"@id": f"{A}x"}, [f"{A}x"]),
        ({"@id": f"{A}#x"}, []),
        ({"@id": "_:x"}, []),
        ({"@type": "Thing", "name": "x"}, []),
        ({"@id": "#ann"}, [f"{A}ann"]),
        ({"@type": "MediaObject", "contentUrl": f"{A}c", "url": f"{A}u"}, [f"{A}c"]),
        ({"@type": "MediaObject", "embedUrl": f"{A}e"}, [f"{A}e"]),
        (5, [f"{A}5"]),
    ],
)
def test_links_of_a_property(value: Any, links: list[str]) -> None:
    node = reader({"image": value}, PERSON)
    assert node.links("logo", "image") == links
    assert node.link("logo", "image") == (links[0] if links else None)


@pytest.mark.parametrize(
    ("value", "number"),
    [
        *((640, 640), ("640", 640), (" 640 px ", 640), ("640.0", 640), ("5 bytes", 5), ("5B", 5), (0, None), ("x", None),
        (1.5, None)),
        *(({"@type": "QuantitativeValue", "value": 640}, 640), ({"@type": "QuantitativeValue", "name": "x"}, None),
        ("1 2", None)),
    ],
)  # fmt: skip
def test_a_whole_number_with_or_without_a_unit(value: Any, number: int | None) -> None:
    assert reader({"width": value}).integer("width", minimum=1) == number


@pytest.mark.parametrize(
    ("value", "language"),
    [
        ("de", "de"),
        ("de_DE", "de-DE"),
        (["??", "de"], "de"),
        ({"@type": "Language", "name": "German", "alternateName": "de"}, "de"),
        ({"@type": "Language", "name": "German"}, "de"),
        ({"@type": "Language"}, None),
    ],
)
def test_a_language_is_a_tag_or_a_node(value: Any, language: str | None) -> None:
    assert reader({"inLanguage": value}).language("inLanguage") == language


@pytest.mark.parametrize(
    ("identifier", "address", "without_fragment"),
    [
        (f"{A}x", f"{A}x", f"{A}x"),
        ("/x", f"{A}x", f"{A}x"),
        (f"{A}x#y", None, f"{A}x"),
        ("#y", None, A),
        ("urn:x:1", None, None),
        # that of the page
        ("_:b", A, A),
        ("", A, A),
        ("https://a b/", None, None),
    ],
)
def test_an_identifier_that_is_the_address_of_a_page(
    identifier: str, address: str | None, without_fragment: str | None
) -> None:
    assert reader({"@id": identifier}).page_address() == address
    assert reader({"@id": identifier}).page_address(drop_fragment=True) == without_fragment


@pytest.mark.parametrize(
    ("value", "names"),
    [
        ("Ann", ["Ann"]),
        ("#ann", ["<Ann>"]),
        ({"@id": "#ann"}, ["<Ann>"]),
        ([{"@type": "Role", "roleName": "r", "author": PERSON}, "Bo", " "], ["<Ann> r", "Bo"]),
        ({"@type": "Role", "roleName": "r"}, ["<> r"]),
    ],
)
def test_entities_are_nodes_or_texts(value: Any, names: list[str]) -> None:
    node = reader({"author": value}, PERSON)
    roles = node.iter_roles("creator", "author")
    texts = [(entity if isinstance(entity, str) else f"<{entity.text('name')}>", role) for entity, role in roles]
    shown = [f"{text} {role}".strip() for text, role in texts]
    assert shown == names


def test_a_text_of_this_library_refers_to_no_node() -> None:
    (entity,) = reader({"author": "#ann"}, PERSON, by_newsfeed=True).entities("author")
    assert entity == "#ann"


@pytest.mark.parametrize(("text", "line", "by_newsfeed"), [
    ("a <b>c</b> &amp; d", "a c & d", False), ("a < b", "a < b", False), ("a <b>c</b>", "a <b>c</b>", True),
])  # fmt: skip
def test_lines_of_other_publishers_are_html(text: str, line: str, *, by_newsfeed: bool) -> None:
    assert reader({"headline": text}, by_newsfeed=by_newsfeed).line("headline") == line


# --- graphs ----------------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("nodes", "identifiers"),
    [
        ([{"@type": "NewsArticle", "@id": "1"}], ["1"]),
        ([{"articleBody": "x", "@id": "1"}], ["1"]),
        ([{"@type": "WebPage", "mainEntity": {"@type": "Article", "@id": "1"}}], ["1"]),
        ([{"@type": "WebPage", "mainEntity": {"@id": "1"}}, {"@type": "Article", "@id": "1"}], ["1"]),
        ([{"@type": "ItemList", "itemListElement": [{"@type": "ListItem", "item": {"@type": "Report", "@id": "1"}}]}], ["1"]),
        ([{"@type": "Blog", "blogPost": [{"@type": "BlogPosting", "@id": "1"}, {"@type": "BlogPosting", "@id": "2"}]}],
         ["1", "2"]),
        ([{"@type": "BreadcrumbList", "itemListElement": {"@type": "Article", "@id": "1"}}], []),
        ([{"@type": "LiveBlogPosting", "@id": "1", "liveBlogUpdate": {"@type": "BlogPosting", "@id": "2"}}], ["1"]),
        ([{"@type": "LiveBlogPosting", "@id": "1", "liveBlogUpdate": {"@id": "2"}}, {"@type": "BlogPosting", "@id": "2"}],
         ["1"]),
        ([{"@type": "Article", "@id": "1", "hasPart": {"@type": "Article", "@id": "2"}}], ["1"]),
        ([{"@type": "WebPage", "about": {"@type": "Article", "@id": "1"}}], []),
        ([{"@type": "WebPage", "@id": "p", "mainEntity": {"@id": "q"}},
         {"@type": "WebPage", "@id": "q", "mainEntity": {"@id": "p"}}], []),
    ],
)  # fmt: skip
def test_articles_are_outermost_or_in_pages_lists_and_feeds(
    nodes: list[dict[str, Any]], identifiers: list[str]
) -> None:
    assert [node.id for node in find_articles(graph(*nodes))] == identifiers


def test_a_reference_leads_to_the_nearest_description() -> None:
    nodes = [
        {"@type": "Article", "author": {"@id": "#p"}},
        {"@type": "Person", "@id": "#p", "name": "A"},
        {"@type": "Article", "author": {"@id": "#p"}},
        {"@type": "Person", "@id": "#p", "name": "B"},
        {"@type": "Article", "author": [{"@id": "#p"}, {"@type": "Person", "@id": "#p", "name": "C"}]},
        {"@type": "Article", "author": {"@id": "#p"}},
    ]
    whole = Graph()
    whole.add({"@context": "https://schema.org", "@graph": nodes})
    references = [node.values["author"][0] for node in whole.roots if "author" in node.values]
    names = [whole.resolve(value).values["name"] for value in references if isinstance(value, Node)]
    assert names == [["A"], ["B"], ["C"], ["C"]]


def test_a_graph_without_nodes_is_empty_if_it_is_one_of_schema_org() -> None:
    for document, is_empty in (
        ({"@context": "https://schema.org", "@graph": []}, True),
        ({"@context": "https://schema.org", "@graph": [{"@type": "Person"}]}, False),
        ({"@context": "https://c.example/", "@graph": []}, False),
        ({"@context": "https://schema.org"}, False),
    ):
        result = Graph()
        result.add(document)
        assert result.is_empty is is_empty


# --- what is unread --------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("node", "read", "unread"),
    [
        ({"name": "x"}, [], {"@type": "Person", "name": "x"}),
        ({"name": "x"}, ["name"], None),
        ({"name": "x", "jobTitle": "y"}, ["name"], {"@type": "Person", "jobTitle": "y"}),
        ({"name": "x", "alternateName": "x"}, ["name"], None),
        ({"name": ["x", "y"]}, [], {"@type": "Person", "name": ["x", "y"]}),
        ({"@id": f"{A}x", "name": "x"}, ["name"], {"@type": "Person", "@id": f"{A}x"}),
        ({"@id": "#x", "name": "x"}, ["name"], None),
        ({"@id": "#x", "name": "x"}, [], {"@type": "Person", "@id": "#x", "name": "x"}),
        ({"@id": "_:x", "name": "x"}, [], {"@type": "Person", "name": "x"}),
        ({"https://c.example/mood": "calm"}, [], {"@type": "Person", "https://c.example/mood": "calm"}),
        ({"name": {"@value": "x", "@language": "de"}}, [], {"@type": "Person", "name": {"@value": "x", "@language": "de"}}),
        ({"worksFor": {"@type": "Organization", "name": "O"}}, [],
         {"@type": "Person", "worksFor": {"@type": "Organization", "name": "O"}}),
        ({"numberOfEmployees": "5"}, [], {"@type": "Person", "numberOfEmployees": "5"}),
        ({}, [], {"@type": "Person"}),
    ],
)  # fmt: skip
def test_the_unread_part_of_a_node(node: dict[str, Any], read: list[str], unread: Any) -> None:
    nodes = graph({"@type": "Person", **node})
    (person,) = nodes.roots
    person.mark_all(*read)
    part = node_json(person, nodes)
    assert (part.json if part else None) == unread
    assert part is None or part.state is (State.PARTLY if read else State.UNREAD)


def test_unread_values_of_some_properties() -> None:
    nodes = graph({"@type": "Person", "name": ["a", "b"], "jobTitle": "c"})
    (person,) = nodes.roots
    person.mark("name", 0)
    unread = {name: [value.json for value in values] for name, values in unread_properties(person, nodes)}
    assert unread == {"name": ["b"], "jobTitle": ["c"]}
    assert [name for name, _ in unread_properties(person, nodes, names=("jobTitle", "email"))] == ["jobTitle"]
    assert literal_json(LanguageString("x", "de")) == {"@value": "x", "@language": "de"}
    person.forget()
    assert not person.is_read
