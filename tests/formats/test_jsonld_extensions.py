"""Extensions that stand for properties of schema.org: their values, and the nodes that they complete."""

import json
from typing import Any, Final

import pytest

from newsfeed import Extension
from newsfeed.errors import ReadError
from newsfeed.formats.jsonld.extension_properties import add_properties, quoted_json
from newsfeed.formats.jsonld.extension_values import property_value, to_extensions

COMPANY: Final = {"@type": "Organization", "name": "O"}

ADDED: Final[list[tuple[dict[str, Any], str, Any, dict[str, Any] | None]]] = [
    # further types of a node come into its types, others stay as they are
    ({"@type": "Person", "name": "A"}, "additionalType", "Patient", {"@type": ["Person", "Patient"], "name": "A"}),
    ({"@type": "Person"}, "additionalType", "Nonsense", {"@type": "Person", "additionalType": "Nonsense"}),
    ({"@type": "Person"}, "additionalType", "Person", {"@type": "Person", "additionalType": "Person"}),
    ({"@type": "Person"}, "additionalType", 5, {"@type": "Person", "additionalType": 5}),
    ({"@type": "Person"}, "additionalType", ["Patient", "Nonsense"],
     {"@type": ["Person", "Patient"], "additionalType": "Nonsense"}),
    ({"@type": "NewsArticle"}, "additionalType", "Report", {"@type": "NewsArticle", "additionalType": "Report"}),
    # a property of the type
    ({"@type": "Person"}, "jobTitle", "x", {"@type": "Person", "jobTitle": "x"}),
    ({"@type": "Person"}, "jobTitle", ["a", "b"], {"@type": "Person", "jobTitle": ["a", "b"]}),
    ({"@type": "Person"}, "headline", "x", None),
    ({"@type": "Person"}, "nonsense", "x", None),
    ({}, "nonsense", "x", {"nonsense": "x"}),
    ({"@type": ["Person", "NewsArticle"]}, "headline", "x", {"@type": ["Person", "NewsArticle"], "headline": "x"}),
    # one that the node has already is completed
    ({"@type": "Person", "jobTitle": "c"}, "jobTitle", "a", None),
    ({"@type": "Person", "jobTitle": "c"}, "jobTitle", {"@type": "DefinedTerm"}, None),
    ({"@type": "Person", "worksFor": COMPANY}, "worksFor", {"email": "a@b.example"},
     {"@type": "Person", "worksFor": {**COMPANY, "email": "a@b.example"}}),
    ({"@type": "Person", "worksFor": COMPANY}, "worksFor", {"name": "P"}, None),
    ({"@type": "Person", "worksFor": COMPANY}, "worksFor", {"@type": "NGO"},
     {"@type": "Person", "worksFor": {"@type": "NGO", "name": "O"}}),
    ({"@type": "Person", "worksFor": {"@id": "#a"}}, "worksFor", COMPANY,
     {"@type": "Person", "worksFor": [{"@id": "#a"}, COMPANY]}),
    ({"@type": "Person", "image": "https://a.example/i"}, "image", {"@type": "ImageObject", "width": 5},
     {"@type": "Person", "image": {"@type": "ImageObject", "width": 5, "url": "https://a.example/i"}}),
]  # fmt: skip
"""A node, a property, its value, and the node with it; None if the property is not written."""


@pytest.mark.parametrize(("node", "name", "value", "completed"), ADDED, ids=range(len(ADDED)))
def test_a_property_is_added_to_a_node(
    node: dict[str, Any], name: str, value: Any, completed: dict[str, Any] | None
) -> None:
    written_node = json.loads(json.dumps(node))
    extensions = to_extensions(name, value)
    written = add_properties(written_node, extensions)
    assert written_node == (node if completed is None else completed)
    assert written == ([] if completed is None else list(extensions))


@pytest.mark.parametrize(
    "extension",
    [
        Extension(name="{urn:x:1}jobTitle", content=['"b"']),
        Extension(name="{https://schema.org/}jobTitle", content=["no json"]),
        Extension(name="{https://schema.org/}jobTitle", content=["1 "]),
        Extension(name="{https://schema.org/}jobTitle"),
        Extension(name="{https://schema.org/}jobTitle", attributes={"lang": "de"}),
        Extension(name="{https://schema.org/}jobTitle",
        content=["text ", Extension(name="{https://schema.org/}name", content=['"x"'])]),
        Extension(name="{https://schema.org/}jobTitle", content=[Extension(name="{urn:x:1}name", content=['"x"'])]),
    ],
)  # fmt: skip
def test_an_extension_that_no_reader_would_make_is_no_property(extension: Extension) -> None:
    with pytest.raises(ReadError):
        property_value(extension)
    node: dict[str, Any] = {"@type": "Person"}
    assert add_properties(node, [extension]) == []
    assert node == {"@type": "Person"}


def test_a_property_that_a_node_cannot_have_stops_no_other_one() -> None:
    node: dict[str, Any] = {"@type": "Person"}
    extensions = (*to_extensions("headline", "x"), *to_extensions("jobTitle", "y"))
    assert add_properties(node, extensions) == [extensions[1]]
    assert node == {"@type": "Person", "jobTitle": "y"}


def test_further_types_come_before_the_properties_that_depend_on_them() -> None:
    node: dict[str, Any] = {"@type": "Person"}
    extensions = (*to_extensions("diagnosis", "x"), *to_extensions("additionalType", "Patient"))
    assert add_properties(node, extensions) == [extensions[1], extensions[0]]
    assert node == {"@type": ["Person", "Patient"], "diagnosis": "x"}


VALUES: Final[list[tuple[Any, list[tuple[dict[str, str], int]]]]] = [
    *((value, [({}, 1)]) for value in ("a", 1, 1.5, True, None, ["a"], [["a"]], [], {}, {"a b": 1}, {"@id": 5})),
    (["a", "b"], [({}, 1), ({}, 1)]),
    (["a", ["b"]], [({}, 1)]),
    ({"@type": "P", "name": "x"}, [({"type": "P"}, 1)]),
    ({"@type": ["P", "Q"], "@id": "#a", "n": [1, 2]}, [({"id": "#a"}, 4)]),
    ({"n": [{"m": 1}, {"m": 2}]}, [({}, 2)]),
    ({"n": [[1]]}, [({}, 1)]),
]
"""Values of a property, with the attributes and the number of parts of each extension."""


@pytest.mark.parametrize(("value", "parts"), VALUES, ids=range(len(VALUES)))
def test_values_are_extensions_and_back(value: Any, parts: list[tuple[dict[str, str], int]]) -> None:
    extensions = to_extensions("p", value)
    assert [(dict(extension.attributes), len(extension.content)) for extension in extensions] == parts
    values = [property_value(extension) for extension in extensions]
    assert values == (value if len(parts) > 1 else [value])


@pytest.mark.parametrize(
    ("value", "text"),
    [("a  b\n", '"a b"'), ("x" * 3000, f'"{"x" * 2000}"'), ({"a": 1}, '{"a":1}'), (["x" * 3000], f'["{"x" * 1998}'),
    (None, "null")],
    ids=range(5),
)  # fmt: skip
def test_a_value_is_quoted_as_json(value: Any, text: str) -> None:
    assert quoted_json(value) == text
