"""Links that are unsafe or odd x every field of the model for one: refused, and by readers left out and reported."""

import json
import re
import tomllib
from typing import Any, Final

import attrs
import pytest

import newsfeed
from hostile.cases.links import ODD, SAFE, UNSAFE
from hostile.html_judge import is_safe
from hostile.model_fields import GOOD, build, classes, link_fields
from newsfeed.errors import ModelError, NewsfeedError
from newsfeed.io.html import sanitize
from newsfeed.values.link_safety import SAFE_SCHEMES

FIELDS: Final = link_fields()
REFUSED: Final = UNSAFE | ODD
_LINK_NAME: Final = re.compile(
    r"(.*_)?(url|uri|href|link|icon|logo|image|avatar|thumbnail|poster|scheme|license|same_as)"
)
_NO_LINKS: Final = {"Rights.usage_terms"}
_OF_OTHER_OBJECTS: Final = {"Feed.links", "Story.links"}


def test_the_battery_is_large() -> None:
    assert len(REFUSED) >= 60
    assert len(FIELDS) >= 60


def test_each_field_that_is_named_like_a_link_is_one() -> None:
    names = {f"{cls.__name__}.{field.name}" for cls in classes() for field in attrs.fields(cls)}
    named = {name for name in names if _LINK_NAME.fullmatch(name.partition(".")[2])}
    assert named <= FIELDS.keys() | _NO_LINKS | _OF_OTHER_OBJECTS


@pytest.mark.parametrize("path", FIELDS)
def test_links_are_refused_by_each_field(path: str) -> None:
    cls, name, is_tuple = FIELDS[path]
    good = build(cls, **{name: (GOOD,) if is_tuple else GOOD})
    for case, link in REFUSED.items():
        value: Any = (link,) if is_tuple else link
        for change in (
            lambda value=value: build(cls, **{name: value}),
            lambda value=value: attrs.evolve(good, **{name: value}),
            lambda value=value: good.replace(**{name: value}),
        ):
            with pytest.raises(ModelError, match=None if path in _CONVERTED else name):
                pytest.fail(f"{path} accepts {case}: {change()!r}")


_CONVERTED: Final = frozenset(("Organization.logo", "Story.translation_of", "Story.ai"))
"""Fields whose value is an object that is made of the link; the error names the field of that object."""


@pytest.mark.parametrize("path", FIELDS)
def test_safe_links_are_accepted_by_each_field(path: str) -> None:
    cls, name, is_tuple = FIELDS[path]
    for link in SAFE.values():
        build(cls, **{name: (link,) if is_tuple else link})


def test_every_safe_scheme_is_a_scheme_of_links() -> None:
    for scheme in sorted(SAFE_SCHEMES):
        newsfeed.Link(url=f"{scheme}://example.com/x" if scheme not in ("tag", "urn") else f"{scheme}:example:x")


# --- data --------------------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("case", UNSAFE)
def test_unsafe_links_in_data_are_refused(case: str) -> None:
    link = UNSAFE[case]
    for data in (
        {"id": "1", "url": link},
        {"id": "1", "authors": [{"name": "A", "url": link}]},
        {"id": "1", "media": [{"url": link}]},
        {"id": "1", "links": [{"url": link}]},
        {"id": "1", "usage": {"license_url": link}},
        {"id": "1", "publisher": {"name": "P", "policies": {"ethics": link}}},
        {"id": "1", "extensions": [{"name": "{urn:foo}bar", "attributes": {"href": link}}]},
        {"id": "1", "extensions": [{"name": "{urn:foo}bar", "content": [link]}]},
    ):
        with pytest.raises(NewsfeedError):
            pytest.fail(repr(newsfeed.from_dict(data)))
    with pytest.raises(NewsfeedError):
        pytest.fail(repr(newsfeed.from_rows([{"id": "1", "url": link}])))
    with pytest.raises(NewsfeedError):
        pytest.fail(repr(newsfeed.from_rows([{"id": "1", "media": json.dumps([{"url": link}])}])))
    for markup in (f'<a href="{_escaped(link)}">x</a>', f'<q cite="{_escaped(link)}">x</q>'):
        with pytest.raises(ModelError):
            pytest.fail(repr(newsfeed.RichText(markup)))


def _escaped(link: str) -> str:
    return link.replace("&", "&amp;").replace("<", "&lt;").replace('"', "&quot;")


# --- readers -----------------------------------------------------------------------------------------------------------------

_URL: Final = {
    "rss": '<rss version="2.0"><channel><title>T</title><link>https://example.com/</link><description>D</description>'
    "<item><guid>1</guid><title>T</title><link>{}</link><comments>{}</comments>"
    '<enclosure url="{}" type="audio/mpeg" length="1"/></item></channel></rss>',
    "atom": '<feed xmlns="http://www.w3.org/2005/Atom"><title>T</title><id>urn:x:f</id><icon>{}</icon><logo>{}</logo>'
    "<updated>2026-03-02T12:00:00Z</updated><entry><id>urn:x:1</id><title>T</title><updated>2026-03-02T12:00:00Z</updated>"
    '<link href="{}"/><link rel="enclosure" href="{}"/><author><name>A</name><uri>{}</uri></author></entry></feed>',
    "newsml": '<newsMessage xmlns="http://iptc.org/std/nar/2006-10-01/"><header><sent>2026-03-02T12:00:00Z</sent></header><itemSet>'
    '<newsItem guid="urn:example:1" version="1" standard="NewsML-G2" standardversion="2.35"><itemMeta>'
    '<link rel="irel:seeAlso" href="{}"/></itemMeta><contentMeta><headline>T</headline></contentMeta>'
    '<contentSet><remoteContent href="{}" contenttype="image/png"/></contentSet></newsItem></itemSet></newsMessage>',
    "opml": '<opml version="2.0"><head><title>T</title></head><body><outline text="a" type="rss" xmlUrl="{}"/>'
    '<outline text="b" type="link" url="{}"/></body></opml>',
    "sitemap": '<urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9"><url><loc>{}</loc></url></urlset>',
}
_JSON_URL: Final[dict[str, Any]] = {
    "jsonfeed": {
        "version": "https://jsonfeed.org/version/1.1",
        "title": "T",
        "home_page_url": "{}",
        "icon": "{}",
        "authors": [{"name": "A", "url": "{}", "avatar": "{}"}],
        "items": [
            {
                "id": "1",
                "url": "{}",
                "external_url": "{}",
                "image": "{}",
                "content_text": "x",
                "attachments": [{"url": "{}", "mime_type": "audio/mpeg"}],
            }
        ],
    },
    "jsonld": {
        "@context": "https://schema.org",
        "@type": "NewsArticle",
        "headline": "T",
        "url": "{}",
        "image": "{}",
        "author": {"@type": "Person", "name": "A", "url": "{}", "sameAs": ["{}"]},
        "publisher": {"@type": "Organization", "name": "P", "logo": {"@type": "ImageObject", "url": "{}"}},
        "citation": "{}",
        "isBasedOn": "{}",
    },
    "ninjs": {
        "uri": "urn:example:1",
        "standard": {
            "name": "ninjs",
            "version": "3.2",
            "schema": "https://www.iptc.org/std/ninjs/ninjs-schema_3.2.json",
        },
        "type": "text",
        "headlines": [{"role": "main", "value": "T"}],
        "renditions": [{"name": "web", "href": "{}", "contentType": "text/html"}],
        "associations": [
            {"name": "x", "uri": "urn:example:2", "type": "picture", "renditions": [{"name": "x", "href": "{}"}]}
        ],
    },
    "activitystreams": {
        "@context": "https://www.w3.org/ns/activitystreams",
        "type": "Article",
        "id": "https://example.com/1",
        "name": "T",
        "url": "{}",
        "attachment": [{"type": "Image", "url": "{}"}],
        "attributedTo": [{"type": "Person", "name": "A", "url": "{}"}],
    },
}


def _fill(value: Any, link: str) -> Any:
    if isinstance(value, dict):
        return {key: _fill(item, link) for key, item in value.items()}
    if isinstance(value, list):
        return [_fill(item, link) for item in value]
    return link if value == "{}" else value


def _document(format_name: str, link: str) -> bytes:
    if format_name in _JSON_URL:
        return json.dumps(_fill(_JSON_URL[format_name], link)).encode()
    escaped = _escaped(link).replace("\r", "&#13;").replace("\n", "&#10;").replace("\t", "&#9;")
    return _URL[format_name].replace("{}", escaped).encode()


def addresses(value: object) -> list[str]:
    """Return the links in the fields of an object of the model."""
    if isinstance(value, tuple):
        return [link for item in value for link in addresses(item)]
    if not attrs.has(type(value)):
        return []
    links: list[str] = []
    for field in attrs.fields(type(value)):
        item = getattr(value, field.name)
        if f"{type(value).__name__}.{field.name}" in FIELDS and isinstance(item, str | tuple):
            links += [item] if isinstance(item, str) else [link for link in item if isinstance(link, str)]
        links += addresses(item)
    return links


@pytest.mark.parametrize("format_name", [*_URL, *_JSON_URL])
def test_readers_leave_out_unsafe_links_and_report_them(format_name: str) -> None:
    faults = []
    for case, link in UNSAFE.items():
        report = newsfeed.Report()
        item = newsfeed.loads(_document(format_name, link), format_name, report=report)
        links = [address for address in addresses(item) if ":" in address and not is_safe(address)]
        if links or not list(report):
            faults.append(f"{case}: {links}, {list(report)}")
    assert not faults


# --- sanitized HTML ----------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("base", [None, "https://example.com/"])
def test_sanitized_html_has_no_unsafe_link(base: str | None) -> None:
    for case, link in UNSAFE.items():
        clean = sanitize(f'<a href="{_escaped(link)}">x</a><q cite="{_escaped(link)}">y</q>', base=base)
        for address in re.findall('(?:href|cite)="([^"]*)"', clean):
            assert is_safe(address), case


def test_a_page_in_toml_with_an_unsafe_link_is_no_story() -> None:
    for case, link in UNSAFE.items():
        page = f"+++\nheadline = 'H'\nid = '1'\nurl = {json.dumps(link)}\n+++\n\nx\n"
        tomllib.loads(page.split("+++")[1])
        report = newsfeed.Report()
        try:
            item = newsfeed.loads(page.encode(), "text", report=report)
        except NewsfeedError:
            continue
        assert not [address for address in addresses(item) if not is_safe(address)], case
