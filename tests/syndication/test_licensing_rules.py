"""The terms of feeds and entries: `<rsl:content>` has the rules of license files in RSS and Atom."""

import re
from typing import NamedTuple

import pytest

import newsfeed
from newsfeed import Usage, explain, validate
from newsfeed.formats.rss import rules as rss_rules
from newsfeed.rights import rsl

RSL = "https://rslstandard.org/rsl"
FEEDS = {
    "rss": """<?xml version="1.0" encoding="utf-8"?>
<rss version="2.0" xmlns:atom="http://www.w3.org/2005/Atom" xmlns:rsl="{namespace}">
<channel><title>Quay</title><link>https://example.org/</link><description>News</description><language>en</language>
<atom:link rel="self" href="https://example.org/feed.rss"/>
{feed}
<item><title>Harbour</title><guid>https://example.org/1</guid>
{entry}
</item></channel></rss>""",
    "atom": """<?xml version="1.0" encoding="utf-8"?>
<feed xmlns="http://www.w3.org/2005/Atom" xmlns:rsl="{namespace}">
<id>https://example.org/</id><title>Quay</title><updated>2026-05-01T00:00:00Z</updated><author><name>Ada</name></author>
<link rel="self" href="https://example.org/feed.atom"/>
{feed}
<entry><id>https://example.org/1</id><title>Harbour</title><updated>2026-05-01T00:00:00Z</updated><summary>Open.</summary>
<link href="https://example.org/1"/>
{entry}
</entry></feed>""",
}
PARENTS = {
    ("rss", "feed"): "/rss/channel",
    ("rss", "entry"): "/rss/channel/item",
    ("atom", "feed"): "/feed",
    ("atom", "entry"): "/feed/entry",
}
GOOD = '<rsl:license><rsl:permits type="usage">search</rsl:permits></rsl:license>'
TERMS = f'<rsl:content url="/">{GOOD}</rsl:content>'


class Place(NamedTuple):
    """The code, the severity and the position of a finding; the line is counted from that of the terms."""

    code: str
    severity: str
    path: str
    line: int
    column: int | None


def document(name: str, parent: str, terms: str, namespace: str = RSL) -> str:
    return FEEDS[name].format(**({"feed": "", "entry": ""} | {parent: terms}), namespace=namespace)


def places(name: str, parent: str, terms: str) -> list[Place]:
    text = document(name, parent, terms)
    first = text[: text.index(terms)].count("\n")
    return [
        Place(
            finding.code,
            finding.severity,
            finding.path.removeprefix(PARENTS[name, parent]),
            finding.line - first,
            finding.column,
        )
        for finding in validate(text.encode(), name)
        if finding.line
    ]


@pytest.mark.parametrize(("name", "parent"), PARENTS)
@pytest.mark.parametrize(
    ("terms", "expected"),
    [
        (TERMS, []),
        (f'<rsl:content url="">{GOOD}<other xmlns="https://example.com/x"/></rsl:content>', []),
        ('<rsl:content url="/"/>', [Place("rsl.license.missing", "error", "/rsl:content", 1, 1)]),
        (f"<rsl:content>{GOOD}</rsl:content>", [Place("rsl.content.url.missing", "error", "/rsl:content", 1, 1)]),
        (
            f'<rsl:content url="/">{GOOD}\n<rsl:terms>terms</rsl:terms></rsl:content>',
            [Place("rsl.address.invalid", "error", "/rsl:content/rsl:terms", 2, 1)],
        ),
        (
            '<rsl:content url="/">\n<rsl:license><rsl:prohibits type="usage">all</rsl:prohibits></rsl:license></rsl:content>',
            [Place("rsl.use.unstated", "info", "/rsl:content/rsl:license", 2, 1)],
        ),
        (
            f"{TERMS}\n{TERMS}",
            [Place("rsl.content.url.repeated", "error", "/rsl:content[2]", 2, 1)],
        ),
        (
            f'{TERMS}<rsl:content url="/*">\n<rsl:license><rsl:x/></rsl:license></rsl:content>',
            [Place("rsl.element.unknown", "error", "/rsl:content[2]/rsl:license/rsl:x", 2, 14)],
        ),
    ],
    ids=["good", "foreign", "no license", "no url", "address", "unstated", "repeated", "second"],
)
def test_terms_have_the_findings_of_license_files(name: str, parent: str, terms: str, expected: list[Place]) -> None:
    assert [place for place in places(name, parent, terms) if place.code.startswith("rsl.")] == expected


@pytest.mark.parametrize("name", FEEDS)
def test_findings_refer_to_the_standard(name: str) -> None:
    (finding,) = (
        finding
        for finding in validate(document(name, "entry", '<rsl:content url="/"/>').encode(), name)
        if finding.code == "rsl.license.missing"
    )
    assert finding.reference == rsl.STANDARD
    assert "add one" in finding.message


@pytest.mark.parametrize(("name", "parent"), PARENTS)
def test_terms_outside_of_content_are_not_allowed(name: str, parent: str) -> None:
    codes = [place.code for place in places(name, parent, GOOD)]
    assert [code for code in codes if code.endswith(".license.unknown")] != []


@pytest.mark.parametrize("namespace", ["http://rslstandard.org/rsl", f"{RSL}/", RSL.upper()])
@pytest.mark.parametrize("name", FEEDS)
def test_other_spellings_of_the_namespace_have_no_rules(name: str, namespace: str) -> None:
    data = document(name, "entry", '<rsl:content url="/"/>', namespace)
    codes = [finding.code for finding in validate(data.encode(), name)]
    assert "xml.namespace_unsupported" in codes
    assert not any(code.startswith("rsl.") for code in codes)


@pytest.mark.parametrize("name", FEEDS)
def test_a_written_feed_has_no_finding_about_its_terms(name: str) -> None:
    usage = Usage(search=True, ai_train=False, contact_url="https://example.org/contact")
    story = newsfeed.Story(
        id="https://example.org/1", url="https://example.org/1", headline="Harbour", summary="Open.", usage=usage,
        published="2026-05-01T00:00:00Z",
    )  # fmt: skip
    feed = newsfeed.Feed(title="Quay", url="https://example.org/", language="en", usage=usage, stories=[story])
    data = newsfeed.dumps(feed, name)
    assert len(re.findall(rb"<rsl:content ", data)) == 2
    assert [finding.code for finding in validate(data, name) if finding.code.startswith(("rsl", "xml"))] == []


def test_many_terms_take_linear_time() -> None:
    terms = "".join(f'<rsl:content url="{number}"/>' for number in range(9_000))
    findings = list(rss_rules.check(document("rss", "feed", terms).encode(), newsfeed.contexts.CheckContext()))
    assert findings[-1].path == "/rss/channel/rsl:content[9000]"


@pytest.mark.parametrize("name", ["rsl", *FEEDS])
@pytest.mark.parametrize("code", ["rsl.license.missing", "rsl.content.url.missing"])
def test_codes_are_explained_in_each_format_that_has_terms(name: str, code: str) -> None:
    explanation = explain(code, name)
    assert (explanation.format, explanation.severity) == (name, "error")
    assert explanation.good is not None
