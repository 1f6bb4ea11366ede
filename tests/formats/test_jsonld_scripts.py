"""Script elements whose JSON is broken in the ways in which publishers break it."""

import json
from typing import Final

import pytest

import newsfeed
from newsfeed import LimitError, Limits, Report
from newsfeed.formats.jsonld.script_elements import Script, find_scripts
from newsfeed.io.limits import DEFAULT

ARTICLE: Final = {
    "@context": "https://schema.org",
    "@type": "NewsArticle",
    "url": "https://a.example.com/1",
    "headline": "Don't // stop /* here */",
}
JSON: Final = json.dumps(ARTICLE)
ALWAYS: Final = {
    "a comment before": "/* theme 2.1 */\n{}",
    "a comment with stars": "/** theme ** 2.1 **/ {}",
    "a line comment before": "// theme https://a.example.com/ 2.1\n{}",
    "a line comment after": "{}\n// end",
    "an HTML comment before": "<!-- theme 2.1 -->\n{}",
    "an HTML comment around": "<!--\n{}\n-->",
    "CDATA": "<![CDATA[{}]]>",
    "CDATA in one line": "//<![CDATA[ {} //]]>",
    "CDATA in comments": "/*<![CDATA[*/{}/*]]>*/",
    "CDATA in spaced comments": "/*         <![CDATA[         */{}/*         ]]>         */",
    "a semicolon": "{};",
    "NBSP": "\u00a0{}\u00a0",
    "other spaces": "\u2003\u3000\u2028\x0b{}\u200b",
    "a BOM": " \ufeff {}",
}


def script(content: str) -> str:
    return f'<!doctype html><html><script type="application/ld+json">{content}</script></html>'


def read(content: str, *, recover: bool = False) -> tuple[str, list[str]]:
    report = Report()
    story = newsfeed.loads_story(script(content), "jsonld", report=report, recover=recover)
    return story.headline, [finding.code for finding in report if "mended" in finding.code]


@pytest.mark.parametrize("kind", ALWAYS)
def test_what_is_around_the_json_is_removed(kind: str) -> None:
    content = ALWAYS[kind].replace("{}", JSON)
    assert read(content) == (ARTICLE["headline"], ["read.json.mended"])


@pytest.mark.parametrize("inner", ["/* x */", "// x\n", "<!-- x -->", "\u00a0", "\ufeff", "\u2028"])
def test_what_is_between_the_tokens_is_removed(inner: str) -> None:
    assert read(JSON.replace(', "', f', {inner}"')) == (ARTICLE["headline"], ["read.json.mended"])
    assert read(f"{JSON[:-1]}{inner}}}")[0] == ARTICLE["headline"]


RECOVERED: Final = {
    "a trailing comma": JSON[:-1] + ",}",
    "a wrong escape": JSON.replace("Don't", "Don\\'t"),
    "quotes as references": JSON.replace('"', "&quot;"),
    "quotes as numbers": JSON.replace('"', "&#34;"),
    "a trailing comma and a comment": "// x\n" + JSON[:-1] + ", /* y */ }",
    "a tab in a string": JSON.replace("Don't //", "Don't\t//"),
    "a line end in a string": JSON.replace("Don't //", "Don't\n//"),
    "a line end after a backslash": JSON.replace("Don't //", "Don't\\\n//"),
}


@pytest.mark.parametrize("kind", RECOVERED)
def test_broken_json_is_repaired_with_recover_only(kind: str) -> None:
    with pytest.raises(newsfeed.ReadError):
        read(RECOVERED[kind])
    assert read(RECOVERED[kind], recover=True) == (ARTICLE["headline"], ["read.json.mended"])


@pytest.mark.parametrize("separator", ["", "\n", ",", " ; "])
def test_objects_after_each_other_are_all_read(separator: str) -> None:
    second = json.dumps({**ARTICLE, "url": "https://a.example.com/2", "headline": "Two } { [ ]"})
    content = script(JSON + separator + second)
    with pytest.raises(newsfeed.ReadError):
        newsfeed.loads(content, "jsonld")
    stories = newsfeed.loads(content, "jsonld", recover=True).stories
    assert [story.headline for story in stories] == [ARTICLE["headline"], "Two } { [ ]"]


def test_the_line_ends_of_a_broken_text_are_kept() -> None:
    content = JSON[:-1] + ', "articleBody": "One.\n\nTwo."}'
    story = newsfeed.loads_story(script(content), "jsonld", recover=True)
    assert [str(block.text) for block in story.sections[0].blocks] == ["One.", "Two."]  # type: ignore[union-attr]


def test_the_position_of_a_finding_is_that_in_the_page() -> None:
    report = Report()
    content = "/* a\nb */\n" + JSON[:-1] + ',\n"datePublished": "soon"}'
    newsfeed.loads(script(content), "jsonld", report=report)
    (finding,) = (finding for finding in report if finding.code == "read.date.unreadable")
    assert (finding.line, finding.column) == (4, 18)


def test_scripts_have_their_positions_and_an_empty_one_that_of_its_tag() -> None:
    tags = ['<script type="application/ld+json">', "</script>"]
    page = "<!doctype html>\n<title>T</title>\n" + "\n".join(text.join(tags) for text in ("{}", "", "{}", "\n[]"))
    scripts = find_scripts(page.encode(), DEFAULT)
    assert [(script.source, script.line, script.column) for script in scripts] == [
        (b"{}", 3, 36),
        (b"", 4, 1),
        (b"{}", 5, 36),
        (b"\n[]", 6, 36),
    ]


@pytest.mark.parametrize("tag", ['<script type="application/ld+json">', "<script\ntype=application/ld+json>"])
@pytest.mark.parametrize("count", [2, 3])
def test_the_number_of_scripts_of_a_page_is_limited(tag: str, count: int) -> None:
    page = f"<!doctype html>{f'{tag}{{}}</script>' * count}".encode()
    limits = Limits(scripts=2)
    if count == 2:
        assert len(find_scripts(page, limits)) == 2
    else:
        with pytest.raises(LimitError, match="has over 2 scripts with JSON-LD"):
            find_scripts(page, limits)


def test_scripts_that_no_search_finds_are_counted_as_well() -> None:
    page = b"<!doctype html>" + b"<script data-a='<' type=application/ld+json>{}</script>" * 3
    with pytest.raises(LimitError, match="has over 2 scripts"):
        find_scripts(page, Limits(scripts=2))


@pytest.mark.parametrize(("type_", "is_json_ld"), [
    ("application/ld+json", True), ("Application/LD+JSON; charset=utf-8", True), ("application/json", False), ("", False),
])  # fmt: skip
def test_scripts_of_other_types_are_passed_over(type_: str, *, is_json_ld: bool) -> None:
    page = f'<!doctype html><script type="{type_}">{{}}</script>'.encode()
    assert len(find_scripts(page, DEFAULT)) == is_json_ld


@pytest.mark.parametrize("length", [99, 100, 101])
def test_the_bytes_of_a_page_are_limited(length: int) -> None:
    page = b"<!doctype html><p>".ljust(length, b"x")
    if length <= 100:
        assert find_scripts(page, Limits(bytes=100)) == []
    else:
        with pytest.raises(LimitError, match="is over 100 bytes long"):
            find_scripts(page, Limits(bytes=100))


def test_a_document_is_one_script_without_its_byte_order_mark() -> None:
    assert find_scripts(b"\xef\xbb\xbf{}", DEFAULT) == [Script(b"{}", 1, 1)]
    assert find_scripts(b"", DEFAULT) == [Script(b"", 1, 1)]


def test_a_page_without_json_ld_has_its_error_at_the_start() -> None:
    with pytest.raises(newsfeed.ReadError, match="the page has no JSON-LD") as caught:
        newsfeed.loads("<!doctype html>\n<p>x</p>", "jsonld")
    assert (caught.value.line, caught.value.column) == (1, 1)
