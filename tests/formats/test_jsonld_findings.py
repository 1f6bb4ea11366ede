"""Findings about JSON-LD one by one: nodes, contexts, types, properties, values, FAQ pages, videos and live coverage."""

import json
from pathlib import Path
from typing import Any, Final

import pytest

import newsfeed
from newsfeed.formats.jsonld import vocabulary

CONTEXT: Final = {"@context": "https://schema.org"}


def article(**properties: Any) -> dict[str, Any]:
    return {**CONTEXT, "@type": "NewsArticle", **properties}


FINDINGS: Final[list[tuple[Any, list[tuple[str, str, str]]]]] = [
    (5,
     [("root", "", "error")]),
    ([],
     []),
    ([CONTEXT | {"@type": "Person", "name": "x"}, 5],
     [("root", "/1", "error")]),
    ({"@graph": []},
     []),
    ({"@graph": [{"name": "x"}]},
     [("context.missing", "", "error")]),
    ({"@id": "x"},
     []),
    ({"x:y": 1},
     []),
    (article(),
     []),
    (article(**{"@id": 5}),
     [("id.kind", "/@id", "error")]),
    (article(**{"@id": "a b"}),
     [("id.kind", "/@id", "error")]),
    (article(**{"@context": 5}),
     [("context.kind", "/@context", "error")]),
    (article(**{"@context": ["https://schema.org", 5, None]}),
     [("context.kind", "/@context/1", "error")]),
    (article(**{"@context": "schema.org"}),
     [("context.url", "/@context", "error")]),
    (article(**{"@type": 5}),
     [("type.kind", "/@type", "error")]),
    (article(**{"@type": ""}),
     [("type.kind", "/@type", "error")]),
    (article(**{"@type": ["NewsArticle", "Nope"]}),
     [("type.unknown", "/@type/1", "error")]),
    (article(**{"@type": ["NewsArticle", "x:Nope"], "nope": 1}),
     []),
    (article(nope=1),
     [("property.unknown", "/nope", "error")]),
    (article(nope={"@type": "Person", "nam": "x"}),
     [("property.unknown", "/nope", "error"), ("property.unknown", "/nope/nam", "error")]),
    (article(**{"x:nope": {"@type": "Person", "nam": "x"}}),
     [("property.unknown", "/x:nope/nam", "error")]),
    (article(**{"@nope": 1}),
     [("keyword.unknown", "/@nope", "warning")]),
    (article(**{"@graph": [5]}),
     [("graph.kind", "/@graph/0", "error")]),
    (article(**{"@reverse": 5}),
     [("reverse.kind", "/@reverse", "error")]),
    (article(**{"@reverse": {"author": {"@type": "Person", "nam": "x"}}}),
     [("property.unknown", "/@reverse/author/nam", "error")]),
    (article(author={"@type": "Role", "author": {"@type": "Person", "name": "x"}}),
     []),
    (article(author={"@type": "Person", "headline": "x"}),
     [("property.domain", "/author/headline", "warning")]),
    (article(author={"@type": "Nope", "headline": "x"}),
     [("type.unknown", "/author/@type", "error")]),
    (article(author={"@type": ["Place", "Person"]}),
     []),
    (article(author={"@id": "#x"}),
     [("id.dangling", "/author/@id", "error")]),
    (article(author={"@id": "_:x"}),
     [("id.dangling", "/author/@id", "error")]),
    (article(author={"@id": "https://x.example/"}),
     []),
    (article(**{"@id": "https://a.example/#a"}, author={"@id": "https://a.example/#b"}),
     [("id.dangling", "/author/@id", "error")]),
    (article(**{"@id": "https://a.example/#a"}, author={"@id": "https://a.example/"}),
     []),
    (article(headline={"@value": "x", "@language": "de"}),
     []),
    (article(headline={"@value": "x", "@type": "xsd:string", "@language": "de"}),
     [("value.object", "/headline", "error")]),
    (article(headline={"@value": {}}),
     [("value.object", "/headline/@value", "error")]),
    (article(headline={"@value": {}, "@type": "@json"}),
     []),
    (article(headline={"@value": None}),
     []),
    (article(wordCount={"@value": "x"}),
     [("value.number", "/wordCount/@value", "error")]),
    (article(author={"@list": ["Ann"]}),
     [("value.text", "/author/@list/0", "info")]),
    (article(author=[["Ann"]]),
     [("value.text", "/author/0/0", "info")]),
    (article(dateModified="2026-01-01T00:00:00Z", datePublished="2026-01-02T00:00:00Z"),
     [("date.early", "/dateModified", "warning")]),
    (article(dateModified="2026-01-02T00:00:00Z", datePublished="2026-01-02T00:00:00Z"),
     []),
    (article(dateModified="2026-01-01", datePublished="2026-01-02"),
     []),
    (article(headlin="x"),
     [("property.unknown", "/headlin", "error")]),
    (article(Headline="x"),
     [("property.unknown", "/Headline", "error")]),
    (article(awards="x"),
     [("term.superseded", "/awards", "warning")]),
    (article(awards=1),
     [("term.superseded", "/awards", "warning"), ("value.literal", "/awards", "info")]),
    (CONTEXT | {"@type": "FAQPage"},
     [("faq.empty", "", "error")]),
    (CONTEXT | {"@type": "FAQPage", "mainEntity": {"@type": "Person", "name": "x"}},
     [("faq.question", "/mainEntity", "error")]),
    (CONTEXT | {"@type": "FAQPage", "mainEntity": {"@type": "Question", "acceptedAnswer": {"@type": "Answer", "text": "x"}}},
     [("faq.question", "/mainEntity", "error")]),
    (CONTEXT | {"@type": "FAQPage",
     "mainEntity": {"@type": "Question", "name": "x", "acceptedAnswer": {"@type": "Answer", "text": " "}}},
     [("faq.answer", "/mainEntity/acceptedAnswer", "error")]),
    (CONTEXT | {"@type": "FAQPage",
     "mainEntity": {"@type": "Question", "name": "x",
     "acceptedAnswer": {"@type": "Answer", "text": "<p>a</p><table></table>"}}},
     [("faq.html", "/mainEntity/acceptedAnswer/text", "warning")]),
    (CONTEXT | {"@type": "FAQPage", "mainEntity": {"@id": "https://x.example/q"}},
     []),
    (CONTEXT | {"@type": "FAQPage",
     "mainEntity": {"@type": "Question", "name": "x", "acceptedAnswer": {"@id": "https://x.example/a"}}},
     []),
    (CONTEXT | {"@type": "FAQPage",
     "mainEntity": {"@type": "Question", "name": {"@value": "x"},
     "acceptedAnswer": [{"@type": "Answer", "text": ["", "x"]}, {"@type": "Answer"}]}},
     [("faq.answer", "/mainEntity/acceptedAnswer/1", "error")]),
    (CONTEXT | {"@graph": [{"@type": "FAQPage", "mainEntity": {"@id": "#q"}}, {"@id": "#q", "@type": "Question", "name": "x"}]},
     [("faq.question", "/@graph/1", "error")]),
    (CONTEXT | {"@type": "VideoObject", "name": "x"},
     [("thumbnail_url.missing", "", "info"), ("upload_date.missing", "", "info")]),
    (CONTEXT | {"@type": "LiveBlogPosting", "coverageStartTime": "2026-01-01T00:00:00Z"},
     [("live_blog_update.missing", "", "info")]),
    (CONTEXT | {"@graph": [{"@type": "VideoObject", "@id": "#v", "name": "x"},
     {"@id": "#v", "thumbnailUrl": "https://a.example/", "uploadDate": "2026-01-01"}]},
     []),
    (article(video={"@id": "https://x.example/v"}),
     []),
    (CONTEXT | {"@type": "SearchAction", "target": "https://a.example/", "query-input": "required name=q"},
     []),
    (article(**{"x": {"@id": "#a"}, "@context": ["https://schema.org", {"x": "https://c.example/x"}]}),
     [("id.dangling", "/x/@id", "error")]),
    # only documents of this library are checked against its schema
    ({**CONTEXT, "@graph": [{"@type": "NewsArticle", "headline": "H", "version": 0}]}, []),
    ({**CONTEXT, "@graph": [{"@type": "NewsArticle", "@id": "https://a.example/1", "identifier": "1", "version": 0}]}, []),
    ({**CONTEXT, "@graph": [{"@type": "NewsArticle", "@id": "https://a.example/1#article", "identifier": "1"}]}, []),
    ({**CONTEXT, "@graph": [{"@type": "NewsArticle", "@id": "https://a.example/1#article", "version": 0}]}, []),
]  # fmt: skip
"""Documents, with the code, path and severity of each finding."""


@pytest.mark.parametrize(("document", "findings"), FINDINGS, ids=range(len(FINDINGS)))
def test_the_findings_about_a_document(document: Any, findings: list[tuple[str, str, str]]) -> None:
    report = newsfeed.validate(json.dumps(document).encode(), "jsonld")
    assert [
        (finding.code.removeprefix("jsonld."), finding.path, finding.severity.name.lower()) for finding in report
    ] == findings


def test_findings_are_in_the_order_of_the_document() -> None:
    document = '{"@context": "https://schema.org", "@type": "NewsArticle",\n "a": 1, "b": 1,\n "c": 1}'
    positions = [(finding.line, finding.column) for finding in newsfeed.validate(document.encode(), "jsonld")]
    assert positions == [(2, 7), (2, 15), (3, 7)]


def test_a_message_names_five_elements_and_four_types() -> None:
    text = "".join(f"<x{number}>" for number in range(7))
    page = {
        **CONTEXT,
        "@type": "FAQPage",
        "mainEntity": {"@type": "Question", "name": "Q", "acceptedAnswer": {"@type": "Answer", "text": text}},
    }
    (finding,) = newsfeed.validate(json.dumps(page).encode(), "jsonld")
    assert "drop <x0>, <x1>, <x2>, <x3>, <x4>: write" in finding.message
    (finding,) = newsfeed.validate(json.dumps(article(image={"@type": "Person", "name": "x"})).encode(), "jsonld")
    assert finding.code == "jsonld.property.range"
    (finding,) = newsfeed.validate(
        json.dumps({**CONTEXT, "@type": "Person", "name": "x", "text": "y"}).encode(), "jsonld"
    )
    assert finding.code == "jsonld.property.domain"


@pytest.mark.parametrize("number", [99, 100, 101])
def test_a_hundred_unknown_names_are_compared_with_every_term(number: int, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(vocabulary, "closest_term", lambda name, _kind: f"close to {name}")
    document = article(**{f"xyzzy{index}": 1 for index in range(number)}, headlin="x")
    last = list(newsfeed.validate(json.dumps(document).encode(), "jsonld"))[-1]
    assert ("write close to headlin" in last.message) is (number < 100)


def test_messages_about_unreadable_documents_say_what_to_write() -> None:
    (syntax,) = newsfeed.validate(b'{"a":\n]', "jsonld")
    assert (syntax.code, syntax.message.endswith(": write JSON (RFC 8259)")) == ("jsonld.syntax", True)
    (limit,) = newsfeed.validate(b"[[[[]]]]", "jsonld", limits=newsfeed.Limits(depth=2))
    assert (limit.code, limit.message) == ("jsonld.limit", "is over 2 values deep")


@pytest.mark.parametrize(("published", "headline"), [(None, ""), ("2026-01-01T00:00:00Z", "H")])
def test_messages_about_a_video_say_what_stands_in(published: str | None, headline: str) -> None:
    video = newsfeed.Media(url="https://a.example/1.mp4", medium="video", thumbnail="https://a.example/t.png")
    story = newsfeed.Story(id="urn:x:1", headline=headline, published=published, media=[video])
    found = newsfeed.validate(newsfeed.Feed(title="T", stories=[story]), "jsonld")
    messages = [finding.message for finding in found if "video" in finding.message]
    name, date = ("the headline is written as its name", "the publication of the story is written as uploadDate")
    assert [message.partition(", so ")[2].partition(":")[0] for message in messages] == (
        [name, date] if headline else ["consumers skip it"] * 2
    )


@pytest.mark.parametrize("length", [100, 300])
def test_a_long_message_of_a_schema_is_cut_at_its_start(length: int, tmp_path: Path) -> None:
    schema = tmp_path / "own.schema.json"
    schema.write_text(json.dumps({"properties": {"name": {"maxLength": 5}}}))
    document = {**CONTEXT, "@type": "Person", "name": "x" * length}
    (finding,) = newsfeed.validate(json.dumps(document).encode(), "jsonld", schema=str(schema))
    message = finding.message.partition(" (see ")[0]
    assert message.endswith("is longer than 5 characters")
    assert (message.startswith("... "), len(message)) == ((True, 204) if length == 300 else (False, len(message)))
