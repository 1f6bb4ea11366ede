"""Unsafe links in extensions, as attributes, texts and values in JSON of every format: in no writer's output, and reported."""

import json
import re
import unicodedata
from collections.abc import Iterator
from html import unescape
from typing import Any, Final
from urllib.parse import unquote

import attrs
import pytest
from lxml import etree

import newsfeed
from hostile.cases.links import PLAIN_TEXTS, UNSAFE
from hostile.extension_doors import DOORS, elements, members
from newsfeed.errors import ModelError, NewsfeedError
from newsfeed.model import Extension, Feed, Story

WRITERS: Final = (
    *("rss", "atom", "newsml", "opml", "jsonfeed", "jsonld", "ninjs", "json", "activitystreams", "standardsite"),
    *("sitemap", "subscriptions", "html", "markdown", "text"),
)
HANDLERS: Final = ("onclick", "ONLOAD", "onError", "onfocusin", "onbegin", "onzzz")


def _key(text: str) -> str:
    """Return a text as the most generous consumer would take it for an address."""
    for _ in range(3):
        text = unquote(unescape(text))
    text = unicodedata.normalize("NFKC", text)
    return "".join(character for character in text if unicodedata.category(character)[0] not in "ZC").lower()


def _values(document: bytes) -> Iterator[str]:
    """Yield the values in a document that a consumer might follow."""
    if document.startswith(b"<!DOCTYPE"):
        document = re.sub(b"(?s)<style>.*?</style>", b"", document)
        for script in re.findall(rb"(?s)<script[^>]*>(.*?)</script>", document):
            yield from _json_values(json.loads(script))
        document = re.sub(b"(?s)<script.*?</script>|<!DOCTYPE[^>]*>", b"", document)
    if document.startswith(b"<") or document.lstrip().startswith(b"<html"):
        for element in etree.fromstring(document.lstrip()).iter("{*}*"):
            yield from map(str, element.attrib.values())
            yield "".join(map(str, element.itertext()))
            yield str(element.text or "")
    elif document.startswith(b"{"):
        yield from _json_values(json.loads(document))
    else:
        yield from re.findall(r'"([^"\n]*)"|<([^>\n]*)>|\]\(([^)\n]*)\)', document.decode())[0:0]
        yield from document.decode().splitlines()


def _json_values(value: Any) -> Iterator[str]:
    if isinstance(value, str):
        yield value
        if value.startswith(("{", "[", '"')):
            try:
                yield from _json_values(json.loads(value))
            except ValueError:
                return
    elif isinstance(value, list):
        for item in value:
            yield from _json_values(item)
    elif isinstance(value, dict):
        for key, item in value.items():
            yield key
            yield from _json_values(item)


def _leaks(item: Feed | Story, link: str) -> list[str]:
    key = _key(link)
    leaks = []
    for name in WRITERS:
        try:
            document = newsfeed.dumps(item, name)
        except NewsfeedError:
            continue
        leaks += [
            f"{name}: {value!r}" for value in _values(document) if key in _key(value) and not _is_text(value, key)
        ]
    return leaks


def _is_text(value: str, key: str) -> bool:
    """Return whether the link is in the middle of a longer text, where nothing follows it."""
    return not _key(value).startswith(key) and "url=" not in _key(value) and "2x" not in value


def _completed(item: Feed | Story) -> Feed | Story:
    if isinstance(item, Story):
        return attrs.evolve(item, published=item.published or "2026-03-02T12:00:00Z")
    stories = [_completed(story) for story in item.stories]
    authors = item.authors or (newsfeed.Person(name="A"),)
    return attrs.evolve(
        item, stories=stories, authors=authors, title=item.title or "T", url=item.url or "https://example.com/"
    )


def _faults(format_name: str, cases: list[str]) -> dict[str, list[str]]:
    faults = {}
    for case in cases:
        link = UNSAFE[case]
        report = newsfeed.Report()
        item = newsfeed.loads(DOORS[format_name](link).encode(), format_name, report=report)
        leaks = _leaks(_completed(item), link)
        if leaks or "read.link.unsafe" not in {finding.code for finding in report}:
            faults[case] = leaks or [str(finding) for finding in report]
    return faults


@pytest.mark.parametrize("format_name", DOORS)
def test_no_writer_republishes_an_unsafe_link_of_a_sample(format_name: str) -> None:
    assert not _faults(format_name, [*UNSAFE][::14])


@pytest.mark.battery
@pytest.mark.parametrize("format_name", DOORS)
def test_no_writer_republishes_an_unsafe_link(format_name: str) -> None:
    assert not _faults(format_name, [*UNSAFE])


@pytest.mark.parametrize("format_name", ["rss", "atom", "newsml"])
def test_texts_that_begin_with_a_word_and_a_colon_are_kept(format_name: str) -> None:
    for case, text in PLAIN_TEXTS.items():
        item = newsfeed.loads(DOORS[format_name](text).encode(), format_name)
        assert isinstance(item, Feed)
        extensions = [part for part in item.stories[0].extensions if part.name == "{urn:foo}any"]
        assert [dict(part.attributes) for part in extensions] == [{"x": text}] * len(extensions), case
        assert extensions, case
        assert [
            part for part in item.stories[0].extensions if part.name == "{urn:foo}text" and part.content == (text,)
        ], case


@pytest.mark.parametrize("case", PLAIN_TEXTS)
def test_texts_in_json_are_kept(case: str) -> None:
    text = PLAIN_TEXTS[case]
    value = {"text": text, "list": [text], "nested": {"x": {"y": text}}}
    document = {"version": "https://jsonfeed.org/version/1.1", "title": "T", "items": [{"id": "1", "_foo": value}]}
    item = newsfeed.loads(json.dumps(document).encode(), "jsonfeed")
    assert json.loads(newsfeed.dumps(item, "jsonfeed"))["items"][0]["_foo"] == value


# --- extensions made by hand -------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("case", UNSAFE)
def test_the_model_refuses_an_unsafe_link(case: str) -> None:
    link = UNSAFE[case]
    name = "{urn:foo}bar"
    for attribute in ("x", "href", "src", "{http://www.w3.org/1999/xlink}href", "poster"):
        with pytest.raises(ModelError, match=r"Extension\.attributes"):
            Extension(name=name, attributes={attribute: link})
    for content in ((link,), (link[:4], link[4:]), (link[:4], Extension(name="b"), link[4:])):
        with pytest.raises(ModelError, match=r"Extension\.content"):
            Extension(name=name, content=content)
    for value in (link, members(link), [[{"a": link}]]):
        with pytest.raises(ModelError, match=r"Extension\.content"):
            Extension(name="{https://jsonfeed.org/version/1.1}_foo", content=(json.dumps(value),))
    with pytest.raises(ModelError):
        attrs.evolve(Extension(name=name), content=(link,))


@pytest.mark.parametrize("handler", HANDLERS)
@pytest.mark.parametrize(
    "namespace", ["", "{urn:foo}", "{http://www.w3.org/1999/xhtml}", "{http://www.w3.org/2000/svg}"]
)
def test_the_model_refuses_an_event_handler(handler: str, namespace: str) -> None:
    with pytest.raises(ModelError, match=rf"Extension\.attributes.*{handler}"):
        Extension(name=f"{namespace}text" if "svg" in namespace else f"{namespace}p", attributes={handler: "alert(1)"})
    with pytest.raises(ModelError, match=r"Extension\.attributes"):
        Extension(name="{urn:foo}p", attributes={f"{{urn:foo}}{handler}": "alert(1)"})


@pytest.mark.parametrize("name", ["one", "once", "only", "online", "ongoing", "content", "version", "position"])
def test_other_attributes_are_accepted(name: str) -> None:
    assert Extension(name="{urn:foo}bar", attributes={name: "x"}).attributes == ((name, "x"),)


ACTIVE: Final = (
    *(
        "xhtml}script",
        "xhtml}style",
        "xhtml}iframe",
        "xhtml}object",
        "xhtml}embed",
        "xhtml}form",
        "xhtml}base",
        "xhtml}input",
    ),
    *(
        "xhtml}template",
        "xhtml}svg",
        "xhtml}SCRIPT",
        "xhtml}unheardof",
        "svg}script",
        "svg}foreignObject",
        "svg}animate",
    ),
    *(
        "svg}set",
        "svg}use",
        "svg}image",
        "svg}style",
        "svg}a",
        "svg}handler",
        "math}maction",
        "math}annotation-xml",
        "math}x",
    ),
)
_NAMESPACES: Final = {
    "xhtml": "{http://www.w3.org/1999/xhtml}",
    "svg": "{http://www.w3.org/2000/svg}",
    "math": "{http://www.w3.org/1998/Math/MathML}",
}


@pytest.mark.parametrize("name", ACTIVE)
def test_the_model_refuses_active_elements(name: str) -> None:
    prefix, _, local = name.partition("}")
    with pytest.raises(ModelError, match=rf"Extension\.name.*{local}"):
        Extension(name=_NAMESPACES[prefix] + local)
    document = f'<x:{local} xmlns:x="{_NAMESPACES[prefix][1:-1]}">alert(1)</x:{local}>'
    rss = DOORS["rss"]("kept").replace("<guid>", f"{document}<f:o xmlns:f='urn:foo'>{document}</f:o><guid>")
    written = newsfeed.dumps(newsfeed.loads(rss.encode(), "rss"), "rss")
    assert etree.fromstring(written).find(f".//{_NAMESPACES[prefix]}{local}") is None


def test_static_elements_are_accepted() -> None:
    for name in ("xhtml}p", "xhtml}link", "xhtml}meta", "svg}path", "svg}g", "math}mi", "math}mfrac"):
        prefix, _, local = name.partition("}")
        Extension(name=_NAMESPACES[prefix] + local, attributes={"class": "x"})
    for attributes in ({"http-equiv": "refresh"}, {"style": "x:y"}, {"srcdoc": "x"}):
        with pytest.raises(ModelError):
            Extension(name="{http://www.w3.org/1999/xhtml}meta", attributes=attributes)


def test_a_safe_link_is_kept_in_every_place() -> None:
    link = "https://example.com/a?b=c&d=javascript:alert(1)"
    item = newsfeed.loads(DOORS["rss"](link).encode(), "rss")
    assert isinstance(item, Feed)
    root = etree.fromstring(f"<r>{elements(link)}</r>")
    kept = {str(child.tag) for child in root if str(child.tag).startswith("{urn:foo}")}
    assert {extension.name for extension in item.stories[0].extensions} >= kept


@pytest.mark.parametrize(
    "text",
    [
        "Data from https://example.com/rules.html",
        "Source:\nhttps://example.com/",
        "Quelle\nhttps://example.com/ und mehr",
        "See also: x",
    ],
)
def test_sentences_with_an_address_are_kept(text: str) -> None:
    extension = newsfeed.Extension(name="{https://example.com/ns}note", content=(text,))
    assert extension.content == (text,)


@pytest.mark.parametrize(
    "text",
    [
        "<script>alert(1)</script>",
        "<b>a</b><STYLE\n>p { color: red }</style>",
        "<b>a</b><p/onclick=x>",
        "<p\nonclick>",
        "<x:p x:onclick=x>",
        "<iframe src=x>",
        "<b id=x>" * 50_000,
    ],
)
def test_texts_of_html_that_runs_or_takes_long_to_judge_are_refused(text: str) -> None:
    with pytest.raises(ModelError, match=r"Extension\.content.* is HTML that"):
        Extension(name="{urn:foo}text", content=(text,))
    rss = DOORS["rss"]("kept").replace("<guid>", f"<f:t xmlns:f='urn:foo'><![CDATA[{text}]]></f:t><guid>", 1)
    report = newsfeed.Report()
    newsfeed.loads(rss.encode(), "rss", report=report)
    assert {finding.code for finding in report} & {"read.link.unsafe", "read.extension.sanitized"}


@pytest.mark.parametrize("text", ["<script>", "</script>", "a <scripted>b</scripted>", "<b>a</b>" * 50_000, "<b/ / >"])
def test_texts_of_html_that_runs_nothing_are_kept(text: str) -> None:
    assert Extension(name="{urn:foo}text", content=(text,)).content == (text,)
