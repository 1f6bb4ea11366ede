"""Rules of JSON-LD, and script elements that no text can break out of."""

import json
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from lxml import html

import newsfeed
from examples import full_feed, full_story, plain_story
from newsfeed import Image, List, Question, Severity, Story
from newsfeed.formats.jsonld.write import to_script
from strategies import published_stories


def graph(**changes: Any) -> dict[str, Any]:
    document = json.loads(newsfeed.dumps(full_story(), "jsonld"))
    document["@graph"][0].update(changes)
    return document  # type: ignore[no-any-return]


def codes(document: Any) -> set[tuple[str, str]]:
    data = document if isinstance(document, bytes) else json.dumps(document, indent=1).encode()
    report = newsfeed.validate(data, "jsonld")
    return {(finding.code, finding.path) for finding in report if finding.severity != Severity.INFO}


CONTEXT = {"@context": "https://schema.org"}
INVALID = [
    (b'{"a":\n]', {("jsonld.syntax", "")}),
    (b"5", {("jsonld.root", "")}),
    ({"@type": "Person", "name": "x"}, {("jsonld.context.missing", "")}),
    (CONTEXT | {"@type": "NewsArtikel"}, {("jsonld.type.unknown", "/@type")}),
    (CONTEXT | {"@type": "Person", "nam": "x"}, {("jsonld.property.unknown", "/nam")}),
    (CONTEXT | {"@type": "Person", "headline": "x"}, {("jsonld.property.domain", "/headline")}),
    (
        CONTEXT | {"@type": "NewsArticle", "author": {"@type": "Place", "name": "x"}},
        {("jsonld.property.range", "/author")},
    ),
    (
        CONTEXT | {"@type": "FAQPage", "mainEntity": [{"@type": "Question", "name": "x"}]},
        {("jsonld.faq.question", "/mainEntity/0")},
    ),
    (
        CONTEXT
        | {
            "@graph": [{"@type": "Person", "@id": "https://example.com/#a", "knows": {"@id": "https://example.com/#b"}}]
        },
        {("jsonld.id.dangling", "/@graph/0/knows/@id")},
    ),
    (CONTEXT | {"@type": "Book", "awards": "x"}, {("jsonld.term.superseded", "/awards")}),
    (graph(headline=""), {("jsonld.schema", "/@graph/0/headline")}),
    (graph(datePublished="2026-01-01"), {("jsonld.schema", "/@graph/0/datePublished")}),
    (graph(version=0), {("jsonld.schema", "/@graph/0/version")}),
]


@pytest.mark.parametrize(("document", "expected"), INVALID)
def test_invalid_documents(document: Any, expected: set[tuple[str, str]]) -> None:
    assert codes(document) == expected


PREFIXED = {"@context": {"s": "https://schema.org/"}, "@type": "s:Person"}


@pytest.mark.parametrize(
    ("document", "expected"),
    [
        (PREFIXED | {"s:nam": "x"}, ("jsonld.property.unknown", "/s:nam")),
        (
            PREFIXED | {"https://schema.org/headline": "x"},
            ("jsonld.property.domain", "/https:~1~1schema.org~1headline"),
        ),
        (
            PREFIXED | {"s:spouse": [{"@type": "s:Person", "s:nam": "x"}]},
            ("jsonld.property.unknown", "/s:spouse/0/s:nam"),
        ),
        (
            PREFIXED | {"@reverse": {"s:authr": {"@id": "https://elsewhere.example/#a"}}},
            ("jsonld.property.unknown", "/@reverse/s:authr"),
        ),
        (CONTEXT | {"@type": "Person", "@name": "x"}, ("jsonld.keyword.unknown", "/@name")),
        (
            CONTEXT | {"@type": "NewsArticle", "author": [{"@type": "Person"}, {"@type": "Place"}]},
            ("jsonld.property.range", "/author/1"),
        ),
    ],
)
def test_a_finding_about_a_property_has_its_path(document: Any, expected: tuple[str, str]) -> None:
    assert codes(document) == {expected}


def test_findings_of_a_schema_have_the_path_of_a_forbidden_property_and_of_the_object_that_lacks_one(
    tmp_path: Path,
) -> None:
    schema = {"required": ["url"], "properties": {"@context": {}, "@type": {}}, "additionalProperties": False}
    path = tmp_path / "own.schema.json"
    path.write_text(json.dumps(schema))
    document = CONTEXT | {"@type": "Person", "name": "x", "email": "y"}
    report = newsfeed.validate(json.dumps(document).encode(), "jsonld", schema=str(path))
    assert sorted((finding.code, finding.path) for finding in report) == [
        ("jsonld.schema", ""),
        ("jsonld.schema", "/email"),
        ("jsonld.schema", "/name"),
    ]
    assert {finding.message.partition(" (")[0] for finding in report if finding.path == "/name"} == {
        "the schema does not allow the property 'name': remove it"
    }


@pytest.mark.parametrize(
    ("document", "expected"),
    [
        ({"@type": "s:FAQPage"}, ("jsonld.faq.empty", "")),
        ({"@type": "s:FAQPage", "s:mainEntity": {"s:name": "x"}}, ("jsonld.faq.question", "/s:mainEntity")),
        (
            {"@type": "s:FAQPage", "s:mainEntity": {"@list": [{"@type": "s:Question", "s:name": "x"}]}},
            ("jsonld.faq.question", "/s:mainEntity/@list/0"),
        ),
        (
            {
                "@graph": [
                    {"@type": "s:FAQPage", "s:mainEntity": {"@id": "#q"}},
                    {"@id": "#q", "@type": "s:Question", "s:name": "x", "s:acceptedAnswer": [{"@type": "s:Answer"}]},
                ]
            },
            ("jsonld.faq.answer", "/@graph/1/s:acceptedAnswer/0"),
        ),
    ],
)
def test_a_finding_about_a_missing_part_of_a_question_has_the_path_of_its_node(
    document: dict[str, Any], expected: tuple[str, str]
) -> None:
    context: dict[str, Any] = {"@context": {"s": "https://schema.org/"}}
    assert codes(context | document) == {expected}


@pytest.mark.parametrize(
    ("text", "elements"),
    [
        ("a < b & c", []),
        ("<p>a <b>b</b> <i>c</i><br></p><div><ol><li>d</ol></div><h1>e</h1><H2>f</H2><a href='https://a.example/'>g</a>", []),
        ("<table><tr><td>a</table>", ["<table>", "<tr>", "<td>"]),
        (["<p>a</p>", {"@value": "<img src='https://a.example/b.png'>"}], ["<img>"]),
        ("type <y to agree", ["<y>"]),
        ("".join(f"<x-{number}>" for number in range(9)), [f"<x-{number}>" for number in range(5)]),
    ],
)  # fmt: skip
def test_elements_that_readers_of_faq_pages_drop(text: object, elements: list[str]) -> None:
    answer = {"@type": "Answer", "text": text}
    question = {"@type": "Question", "name": "How?", "acceptedAnswer": answer}
    report = newsfeed.validate(json.dumps(CONTEXT | {"@type": "FAQPage", "mainEntity": [question]}), "jsonld")
    findings = [(finding.severity, finding.code, finding.path) for finding in report]
    assert findings == [("warning", "jsonld.faq.html", "/mainEntity/0/acceptedAnswer/text")] * bool(elements)
    assert all(f"drop {', '.join(elements)}: write" in finding.message for finding in report)


def test_a_question_in_another_script_element_is_reported_at_its_reference() -> None:
    page = CONTEXT | {"@type": "FAQPage", "mainEntity": [{"@id": "#q"}]}
    question = CONTEXT | {"@id": "#q", "@type": "Question", "name": "x"}
    scripts = "\n".join(f'<script type="application/ld+json">{json.dumps(node)}</script>' for node in (question, page))
    (finding,) = newsfeed.validate(f"<!doctype html>\n{scripts}", "jsonld")
    assert (finding.code, finding.path, finding.line) == ("jsonld.faq.question", "/mainEntity/0", 3)


def test_text_in_place_of_a_quantity_is_allowed() -> None:
    assert codes(CONTEXT | {"@type": "Offer", "eligibleQuantity": "5 pieces"}) == set()


def test_a_number_of_any_length_is_quoted_in_short() -> None:
    document = (
        f'{{"@context":"https://schema.org","@type":"NewsArticle","headline":{"9" * 400},"wordCount":{"9" * 400}}}'
    )
    (finding,) = newsfeed.validate(document.encode(), "jsonld")
    assert finding.code == "jsonld.value.literal"
    assert len(finding.message) < 120


def test_unknown_names_get_a_suggestion_and_thousands_of_them_only_for_different_case() -> None:
    names = {f"headlime{number}": 1 for number in range(200)} | {"Headline": 1, "hedline": 1}
    messages = {finding.path: finding.message for finding in newsfeed.validate(json.dumps(CONTEXT | names), "jsonld")}
    assert messages["/headlime0"].endswith("write headline")
    assert messages["/Headline"].endswith("write headline")
    assert messages["/hedline"].endswith("use one that https://schema.org/ lists")


@pytest.mark.parametrize(
    ("page", "reference"),
    [
        ({"@type": "FAQPage"}, "https://schema.org/FAQPage"),
        ({"@type": "FAQPage", "mainEntity": {"@type": "Question", "name": "x"}}, "https://schema.org/Question"),
        (
            {"@type": "FAQPage", "mainEntity": {"@type": "Question", "name": "x", "acceptedAnswer": {"url": "#a"}}},
            "https://schema.org/Answer",
        ),
    ],
)
def test_findings_about_questions_refer_to_schema_org(page: dict[str, Any], reference: str) -> None:
    assert [finding.reference for finding in newsfeed.validate(json.dumps(CONTEXT | page), "jsonld")] == [reference]


def test_findings_have_line_and_column() -> None:
    (finding,) = newsfeed.validate(b'{"@context": "https://schema.org",\n "@type": "Person",\n "nam": "x"}', "jsonld")
    assert (finding.line, finding.column) == (3, 9)
    assert finding.reference == "https://schema.org/nam"


VALID = [
    CONTEXT | {"@type": "Person", "name": "x", "knows": {"@id": "https://elsewhere.example.org/#x"}},
    CONTEXT | {"@type": ["Person", "https://vocabulary.example.com/Hero"], "power": 3},
    {"@context": {"@vocab": "https://schema.org/"}, "@type": "Person", "name": {"@value": "x", "@language": "en"}},
    {"@context": "https://vocabulary.example.com/", "@type": "Thingy", "of": "x"},
    [CONTEXT | {"@type": "schema:Person", "schema:name": "x"}],
    CONTEXT | {"@type": "NewsArticle", "author": {"@type": "Role", "author": {"@type": "Person", "name": "x"}}},
    CONTEXT | {"@type": "BreadcrumbList", "itemListElement": [{"@type": "ListItem", "position": 1, "name": "x"}]},
]


@pytest.mark.parametrize("document", VALID)
def test_valid_documents(document: Any) -> None:
    assert codes(document) == set()


def test_documents_of_this_library_are_valid() -> None:
    for item in (full_feed(), full_story(), plain_story()):
        assert codes(newsfeed.dumps(item, "jsonld")) == set()


@given(published_stories())
@settings(max_examples=60, deadline=None, suppress_health_check=list(HealthCheck))
def test_any_story_is_written_as_a_valid_document(story: Story) -> None:
    # The dates of a generated story may contradict each other.
    assert {code for code, _ in codes(newsfeed.dumps(story, "jsonld"))} <= {"jsonld.date.early"}


@pytest.mark.parametrize(
    "answer", ["\x85", "\u00a0", "\u2003 \u2028", [Image(url="https://a.example/b.png")], [List(items=["", " "])]]
)
def test_an_invisible_answer_is_not_on_the_faq_page(answer: Any) -> None:
    questions = (Question(text="Why?", answer=answer), Question(text="When?", answer="Today."))
    data = newsfeed.dumps(Story(id="a", url="https://example.org/a", questions=questions), "jsonld", body="full")
    assert codes(data) == set()
    article, _, faq = json.loads(data)["@graph"]
    assert [question["name"] for question in faq["mainEntity"]] == ["When?"]
    assert [part["name"] for part in article["hasPart"]] == ["Why?"]
    assert newsfeed.loads_story(data).questions == questions


def test_every_reference_resolves() -> None:
    nodes = json.loads(newsfeed.dumps(full_feed(), "jsonld"))["@graph"]
    identifiers = [node["@id"] for node in nodes]
    assert len(identifiers) == len(set(identifiers))

    def references(value: Any) -> list[str]:
        if isinstance(value, list):
            return [identifier for item in value for identifier in references(item)]
        if not isinstance(value, dict):
            return []
        if set(value) == {"@id"}:
            return [value["@id"]]
        return [identifier for item in value.values() for identifier in references(item)]

    assert references(nodes)
    assert set(references(nodes)) <= set(identifiers)


def test_prompts_and_unanswered_questions_are_not_on_the_faq_page() -> None:
    story = full_story(questions=(newsfeed.Question(text="Unanswered?"),))
    assert b"FAQPage" not in newsfeed.dumps(story, "jsonld")


BREAKOUTS = [
    "</script><script>alert(1)</script>",
    "</SCRIPT >",
    "</script\n>",
    "</script/x>",
    "<!--<script>",
    "<!-- <script> -->",
    "<!--<script></script>",
    "--></script>",
    "<script>",
    "<![CDATA[</script>]]>",
    "]]></script>",
    "&lt;/script&gt;",
    "&#60;/script&#62;",
    "\u2028</script>",
    "\u2029alert(1)",
    "\\u003c/script>",
    "\\</script>",
    '"}</script><svg onload=alert(1)>',
    "<style></script>",
    "<title></script></title>",
    "<textarea></script>",
]


@pytest.mark.parametrize("payload", BREAKOUTS)
def test_no_text_breaks_out_of_the_script_element(payload: str) -> None:
    story = plain_story(headline=f"a {payload} b", summary=payload, keywords=(payload,))
    page = html.document_fromstring(
        f"<!doctype html><html><head>{to_script(story)}</head><body><p>after</p></body></html>"
    )
    (script,) = page.iter("script")
    assert json.loads(script.text or "")["@graph"][0]["headline"] == story.headline
    assert [paragraph.text for paragraph in page.iter("p")] == ["after"]
    assert newsfeed.validate(html.tostring(page), "jsonld").valid


def test_a_page_without_a_script_element() -> None:
    report = newsfeed.validate(b"<!doctype html><title>x</title>", "jsonld")
    assert [finding.code for finding in report] == ["jsonld.html.missing"]
