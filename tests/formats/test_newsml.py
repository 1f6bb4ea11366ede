"""NewsML-G2: writing, losses and validation."""

import json
import re
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta, timezone
from pathlib import Path
from typing import Any

import attrs
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from lxml import etree

import newsfeed
from newsfeed.errors import ReadError, WriteError
from newsfeed.findings import Finding, Loss, Severity
from newsfeed.formats.newsml import FORMAT, looks_like, losses, rules, write
from newsfeed.formats.newsml.item_context import ItemContext
from newsfeed.formats.newsml.news_item import insert_position, render_news_item
from newsfeed.io.limits import Limits
from newsfeed.model import (
    Category,
    Correction,
    Extension,
    Feed,
    Link,
    Markup,
    Media,
    Organization,
    Paragraph,
    Person,
    PressMention,
    Question,
    Rights,
    Section,
    Source,
    Story,
    Topic,
)
from newsfeed.model.rich_text import RichText
from newsfeed.plugins import CheckContext, WriteContext
from newsfeed.publication import feed_of
from newsfeed.validation.schemas import xml_schema
from strategies import dates, feeds, filled, stories

G2 = "http://iptc.org/std/nar/2006-10-01/"
NAMES = {"g": G2, "h": "http://www.w3.org/1999/xhtml", "x": "urn:x"}
INVALID = Path(__file__).parents[1] / "invalid" / "newsml"
MORNING = datetime(2026, 5, 17, 9, 30, tzinfo=UTC)
NOON = datetime(2026, 5, 17, 14, 0, tzinfo=timezone(timedelta(hours=2)))

OUTLET = Organization(
    name="The “Daily” & Sons",
    url="https://daily.example/über",
    email="desk@daily.example",
    logo="https://daily.example/logo.png",
    same_as=("https://www.wikidata.org/entity/Q1",),
)
FULL = Story(
    id="story 1",
    url="https://example.org/1",
    headline="Rates < prices & wages",
    summary=RichText('What <em>happened</em> at <time datetime="2026-05-17">dawn</time>'),
    sections=(
        Section(kind="analysis", heading="Why", blocks=(Paragraph(text="Because."),)),
        Section(kind="background", blocks=(Markup("<p>not <b>closed"),)),
        Section(blocks=(Markup("<section><p>later element</p></section>"),)),
    ),
    press=(
        PressMention(
            outlet=OUTLET,
            text="It is “grave”, they say",
            quotes=("grave",),
            url="https://daily.example/a",
            published=MORNING,
            language="de",
        ),
        PressMention(outlet=OUTLET, text="And once more"),
        PressMention(outlet=Organization(name="The Nameless"), text="Nothing"),
    ),
    questions=(Question(text="How?", answer="So.", url="https://example.org/how"),),
    prompts=(Question(text="What next?", url="https://example.org/next"), Question(text="And then?")),
    topics=(
        Topic(name="Ann", kind="person", description="A person\n\nof note", url="https://example.org/ann"),
        Topic(name="Desk", kind="organization", same_as=("https://example.org/desk",)),
        Topic(name="Oslo", kind="place"),
        Topic(name="Vote", kind="event"),
        Topic(name="Book", kind="work"),
        Topic(name="Idea", kind="thing"),
    ),
    authors=(
        Person(name="Ann Author", email="ann@example.org", url="https://example.org/ann"),
        Organization(name="Desk"),
    ),
    contributors=(Person(name="Bo", avatar="https://example.org/bo.png"),),
    publisher=Organization(name="Example News", url="https://example.org/"),
    language="ar-EG",
    published=MORNING,
    updated=NOON,
    version=3,
    status="withheld",
    embargo=NOON,
    media=(
        Media(
            url="https://example.org/v.mp4",
            type="video/mp4",
            length=5,
            width=640,
            height=360,
            duration=1.5,
            title="Film",
            alt="A film",
            caption=RichText("The <em>film</em>"),
            credit="Cam Era",
            language="en",
            thumbnail="https://example.org/t.png",
        ),
        Media(url="https://example.org/sound", medium="audio"),
    ),
    keywords=("rates", "two words"),
    categories=(
        Category.media_topic("04000000", "economy"),
        Category(term="world desk", scheme="https://example.org/desks", label="World"),
        Category(term="plain"),
    ),
    links=(
        Link(url="https://example.org/l", rel="via", type="text/html", title="T", language="fr", length=9),
        Link(url="https://example.org/m", rel="https://example.org/rel"),
    ),
    rights=Rights(notice="© Ex", holder=OUTLET, year=2026, license="https://example.org/cc", usage_terms="Use\nit"),
    corrections=(Correction(text="The figure was wrong.", published=NOON),),
    source=Source(title="Elsewhere"),
    extensions=(
        Extension(
            name="{urn:x}a", attributes=(("{urn:y}b", "1"),), content=("t", Extension(name="{urn:x}c", content=("<",)))
        ),
    ),
)
NAMED = Organization(name="Example News")
PLAIN = Story(
    id="https://example.org/plain",
    url="https://example.org/plain",
    published=MORNING,
    summary="A summary",
    sections=(Section(blocks=(Markup('<p id="p">As it <b>came</b></p>'),)),),
)
SHORT = Story(id="urn:newsml:example.org:20260517:s", headline="Only a summary", summary="S", updated=MORNING)
FEED = Feed(
    title="News & more",
    url="https://example.org/",
    feed_url="https://example.org/feed",
    id="tag:example.org,2026:feed",
    description="About",
    language="en",
    published=MORNING,
    generator="their own",
    stories=(FULL, PLAIN, SHORT),
    extensions=(Extension(name="{urn:x}a"),),
)


def dumps(item: Feed | Story, **options: Any) -> bytes:
    return newsfeed.dumps(item, "newsml", **options)


def tree(item: Feed | Story, **options: Any) -> "etree._Element":
    return etree.fromstring(dumps(item, **options))


def values(root: "etree._Element", path: str) -> list[str]:
    matches = root.xpath(path, namespaces=NAMES)
    assert isinstance(matches, list)
    return [match.xpath("string()") if isinstance(match, etree._Element) else str(match) for match in matches]


def findings(data: bytes, **options: Any) -> list[Finding]:
    return list(rules.check(data, CheckContext(**options)))


def codes(data: bytes) -> list[str]:
    return [finding.code for finding in findings(data)]


# --- writing ---------------------------------------------------------------------------------------------------------

CARRIED = [
    ("/g:newsItem/@guid", ["urn:newsfeed:story%201"]),
    ("/g:newsItem/@version", ["3"]),
    ("/g:newsItem/@standardversion", ["2.35"]),
    ("/g:newsItem/@conformance", ["power"]),
    ("/g:newsItem/@xml:lang", ["ar-EG"]),
    ("/g:newsItem/@dir", ["rtl"]),
    ("//g:catalogRef/@href", ["http://www.iptc.org/std/catalog/catalog.IPTC-G2-Standards_41.xml"]),
    ("//g:catalog", []),
    ("//g:rightsInfo/g:copyrightHolder/@uri", ["https://www.wikidata.org/entity/Q1"]),
    ("//g:rightsInfo/g:copyrightHolder//g:web", ["https://daily.example/über"]),
    ("//g:rightsInfo/g:copyrightHolder/g:remoteInfo/@href", ["https://daily.example/logo.png"]),
    ("//g:rightsInfo/g:rightsInfoExtProperty/@value", ["2026"]),
    ("//g:rightsInfo/g:copyrightNotice", ["© Ex"]),
    ("//g:rightsInfo/g:usageTerms", ["Use\nit"]),
    ("//g:rightsInfo/g:link/@href", ["https://example.org/cc"]),
    ("//g:itemMeta/g:itemClass/@qcode", ["ninat:text"]),
    ("//g:itemMeta/g:itemClass/@uri", ["http://cv.iptc.org/newscodes/ninature/text"]),
    ("//g:provider/@literal", ["Example News"]),
    ("//g:provider//g:web", ["https://example.org/"]),
    ("//g:provider/g:name", ["Example News"]),
    ("//g:versionCreated", ["2026-05-17T14:00:00+02:00"]),
    ("//g:firstCreated", ["2026-05-17T09:30:00Z"]),
    ("//g:embargoed", ["2026-05-17T14:00:00+02:00"]),
    ("//g:pubStatus/@uri", ["http://cv.iptc.org/newscodes/pubstatusg2/withheld"]),
    ("//g:itemMeta/g:generator", ["newsfeed"]),
    ("//g:itemMeta/g:edNote", ["The figure was wrong."]),
    ("//g:itemMeta/g:edNote/@roleuri", ["urn:newsfeed:part:correction"]),
    ("//g:itemMeta/g:signal/@uri", ["http://cv.iptc.org/newscodes/signal/correction"]),
    (
        "//g:itemMeta/g:link/@href",
        [
            *("https://example.org/1", "https://example.org/next", "https://example.org/l", "https://example.org/m"),
            *("https://example.org/v.mp4", "https://example.org/sound"),
        ],
    ),
    (
        "//g:itemMeta/g:link/@reluri",
        [
            "http://www.iana.org/assignments/relation/alternate",
            "http://cv.iptc.org/newscodes/itemrelation/seeAlso",
            "http://www.iana.org/assignments/relation/via",
            "https://example.org/rel",
            *2 * ["http://cv.iptc.org/newscodes/itemrelation/associatedWith"],
        ],
    ),
    ("//g:itemMeta/g:link[3]/@size", ["9"]),
    ("//g:itemMeta/g:link[3]/g:language/@tag", ["fr"]),
    ("//g:itemMeta/x:a", ["t<"]),
    ("//g:itemMeta/x:a/@*", ["1"]),
    ("//g:contentMeta/g:contentCreated", ["2026-05-17T09:30:00Z"]),
    ("//g:contentMeta/g:contentModified", ["2026-05-17T14:00:00+02:00"]),
    ("//g:contentMeta/g:infoSource/g:name", ["The “Daily” & Sons", "The Nameless"]),
    ("//g:contentMeta/g:infoSource/@literal", ["The Nameless"]),
    ("//g:contentMeta/g:infoSource/@uri", ["https://www.wikidata.org/entity/Q1"]),
    ("//g:contentMeta/g:infoSource/@roleuri", 2 * ["urn:newsfeed:part:mention"]),
    ("//g:contentMeta/g:creator/g:name", ["Ann Author", "Desk"]),
    (
        "//g:contentMeta/g:creator/@typeuri",
        ["http://cv.iptc.org/newscodes/cpnature/person", "http://cv.iptc.org/newscodes/cpnature/organisation"],
    ),
    ("//g:contentMeta/g:creator//g:email", ["ann@example.org"]),
    ("//g:contentMeta/g:contributor/g:name", ["Bo"]),
    ("//g:contentMeta/g:language/@tag", ["ar-EG"]),
    ("//g:contentMeta/g:keyword", ["rates", "two words"]),
    (
        "//g:contentMeta/g:subject/g:name",
        ["Ann", "Desk", "Oslo", "Vote", "Book", "Idea", "economy", "World"],
    ),
    (
        "//g:contentMeta/g:subject/@typeuri",
        [
            f"http://cv.iptc.org/newscodes/cpnature/{kind}"
            for kind in ("person", "organisation", "geoArea", "event", "object", "abstract")
        ],
    ),
    ("//g:contentMeta/g:subject/g:definition", ["A person\n\nof note"]),
    ("//g:contentMeta/g:subject/g:remoteInfo/@href", ["https://example.org/ann"]),
    (
        "//g:contentMeta/g:subject/@uri",
        ["https://example.org/desk", "http://cv.iptc.org/newscodes/mediatopic/04000000"],
    ),
    ("//g:contentMeta/g:subject/@literal", ["Ann", "Oslo", "Vote", "Book", "Idea", "world desk", "plain"]),
    ("//g:contentMeta/g:subject/g:related/@uri", ["https://example.org/desks"]),
    ("//g:contentMeta/g:headline", ["Rates < prices & wages"]),
    ("//g:contentMeta/g:by", ["Ann Author, Desk"]),
    ("//g:contentMeta/g:creditline", []),
    ("//g:contentMeta/g:description", ["What happened at dawn"]),
    ("//g:contentMeta/g:description/@roleuri", ["http://cv.iptc.org/newscodes/descriptionrole/summary"]),
    (
        "//g:partMeta/@contentrefs",
        [
            *("summary", "analysis", "background", "section-1", "mention-1", "mention-2", "mention-3"),
            *("prompt-1", "prompt-2", "question-1"),
        ],
    ),
    ("//g:partMeta/@seq", [str(number) for number in range(1, 11)]),
    (
        "//g:partMeta/g:role/@uri",
        [
            f"urn:newsfeed:part:{role}"
            for role in ("summary", "analysis", "background", "other", *3 * ["mention"], *2 * ["prompt"], "question")
        ],
    ),
    ("//g:partMeta/g:headline", ["Why", "What next?", "And then?", "How?"]),
    ("//g:partMeta/g:contentCreated", ["2026-05-17T09:30:00Z"]),
    ("//g:partMeta/g:language/@tag", ["de"]),
    ("//g:partMeta/g:infoSource/g:name", ["The “Daily” & Sons", "The “Daily” & Sons", "The Nameless"]),
    (
        "//g:partMeta/g:link/@href",
        ["https://daily.example/a", "https://example.org/next", "https://example.org/how"],
    ),
    ("//g:inlineXML/@contenttype", ["application/xhtml+xml"]),
    ("//h:html/h:head/h:title", ["Rates < prices & wages"]),
    ("//h:blockquote/@id", ["mention-1", "mention-2", "mention-3"]),
    ("//h:section | //h:time", []),
    ("//h:div[@class='html-section']/h:p", ["later element"]),
    ("//g:remoteContent", []),
    ("//g:itemMeta/g:link[5]/@*[name()='contenttype' or name()='size' or name()='title']", ["video/mp4", "5", "Film"]),
    ("//g:itemMeta/g:link/g:itemClass/@qcode", ["ninat:video", "ninat:audio"]),
    (
        "//g:itemMeta/g:link/g:itemMetaExtProperty/@value",
        ["640", "360", "1.5", "video", "A film", "Cam Era", "audio"],
    ),
    ("//g:itemMeta/g:link/g:itemMetaExtProperty/g:definition", ["The film"]),
    ("//g:itemMeta/g:link/g:itemMetaExtProperty/@uri", ["https://example.org/t.png"]),
]


@pytest.mark.parametrize(("path", "expected"), CARRIED, ids=[path for path, _ in CARRIED])
def test_each_field_is_written_to_its_element(path: str, expected: list[str]) -> None:
    assert values(tree(FULL), path) == expected


@pytest.mark.parametrize("mode", ["uri", "qcode"])
@pytest.mark.parametrize("item", [FULL, PLAIN, FEED], ids=["full", "plain", "feed"])
def test_written_documents_are_valid(item: Feed | Story, mode: str) -> None:
    data = dumps(item, mode=mode)
    assert findings(data) == []
    assert looks_like(data)
    assert dumps(item, mode=mode) == data


def test_written_documents_are_valid_by_the_official_schema(corpora: Path) -> None:
    official = etree.XMLSchema(etree.parse(corpora / "newsml" / "official" / "NewsML-G2_2.35-spec-All-Power.xsd"))
    for item in (FULL, PLAIN, FEED):
        for mode in ("uri", "qcode"):
            assert official.validate(tree(item, mode=mode)), official.error_log


@pytest.mark.slow
def test_ids_are_resolved_by_a_second_validator(corpora: Path) -> None:
    xmlschema = pytest.importorskip("xmlschema")
    schema = xmlschema.XMLSchema(str(corpora / "newsml" / "official" / "NewsML-G2_2.35-spec-All-Power.xsd"))
    for item in (FULL, FEED):
        assert [str(error.reason) for error in schema.iter_errors(dumps(item).decode())] == []


def test_html5_is_replaced_in_markup_that_looks_like_an_explainer() -> None:
    markup = Markup('<div class="explainer"><section><p>later element</p></section></div>')
    root = tree(attrs.evolve(PLAIN, sections=(Section(blocks=(markup,)),)))
    assert values(root, "//h:section") == []
    assert values(root, "//h:div[@class='html-section']") == ["later element"]


@pytest.mark.slow
@settings(max_examples=60, suppress_health_check=list(HealthCheck))
@given(
    feed=feeds(updated=dates(), title=filled(), stories=st.lists(stories(), min_size=1, max_size=2)),
    mode=st.sampled_from(["uri", "qcode"]),
    html=st.lists(st.sampled_from(["<p>", "</p>", "<u>", "</u>", "a &amp; b", "&nbsp;", "<br>", "<br/>"]), max_size=6),
)
def test_any_document_is_valid_by_the_schema(feed: Feed, mode: str, html: list[str]) -> None:
    section = Section(blocks=(Markup("".join(html)),))
    changed = tuple(attrs.evolve(story, sections=(*story.sections, section)) for story in feed.stories)
    schema = xml_schema("newsml/newsml-g2.xsd")
    for document in (feed, attrs.evolve(feed, stories=changed)):
        # xs:dateTime allows offsets up to 14:00 only (XML Schema 2, 3.2.7.3).
        data = re.sub(rb"[+-](?:1[4-9]|2[0-3]):[0-9]{2}(?=[<\"])", b"Z", dumps(document, mode=mode))
        assert schema.validate(etree.fromstring(data)), schema.error_log


def test_texts_of_different_character_widths_are_encoded() -> None:
    for headline in ("A", "Ä", "“A”", "\U0001f600"):
        for text in ("a", "ä", "“a”", "\U0001f600"):
            story = attrs.evolve(PLAIN, headline=headline, sections=(Section(blocks=(Markup(f"<p>{text}</p>"),)),))
            root = tree(story)
            assert values(root, "//g:headline | //h:title") == [headline, headline]
            assert values(root, "//h:p") == [text]


def test_items_are_rendered_one_by_one() -> None:
    data = dumps(FEED)
    for number, story in enumerate(FEED.stories, 1):
        rendered = render_news_item(story, ItemContext(feed=FEED), "feed")
        assert insert_position(rendered, number) in data
    single = render_news_item(FULL, ItemContext(feed=feed_of(FULL), standalone=True), "story")
    assert dumps(FULL).endswith(b"?>\n" + single)
    plain = render_news_item(PLAIN, ItemContext(feed=feed_of(PLAIN), standalone=True), "story")
    assert dumps(PLAIN).endswith(b"?>\n" + plain)


def test_qcodes_have_their_catalogs() -> None:
    root = tree(FULL, mode="qcode")
    assert values(root, "//g:itemMeta/g:itemClass/@qcode") == ["ninat:text"]
    assert values(root, "//g:partMeta/g:role/@qcode")[:2] == ["part:summary", "part:analysis"]
    assert values(root, "//g:catalogRef/@href") == ["http://www.iptc.org/std/catalog/catalog.IPTC-G2-Standards_41.xml"]
    assert values(root, "//g:scheme/@alias") == ["linkrel", "part", "field", "role"]
    assert values(root, "//g:subject/@qcode") == ["medtop:04000000"]


def test_a_feed_becomes_a_message() -> None:
    root = tree(FEED)
    assert values(root, "/g:newsMessage/g:header/g:sent") == ["2026-05-17T14:00:00+02:00"]
    assert values(root, "//g:header/g:sender") == ["News & more"]
    assert values(root, "//g:header/g:headerExtProperty/@value") == [
        *("News & more", "https://example.org/", "https://example.org/feed", "tag:example.org,2026:feed"),
        *("About", "en", "their own", "2026-05-17T09:30:00Z"),
    ]
    assert values(root, "//g:header/x:a") == [""]
    assert values(root, "//g:itemSet/g:newsItem/@guid") == ["urn:newsfeed:story%201", PLAIN.id, SHORT.id]
    assert values(root, "//g:partMeta/@partid")[:2] == ["item1-part-summary", "item1-part-analysis"]
    assert values(root, "//g:provider/@literal") == ["Example News", "News & more", "News & more"]
    assert values(root, "//g:itemMeta/g:generator") == ["their own"] * 3


def test_markup_of_a_plain_story_is_unchanged() -> None:
    root = tree(PLAIN)
    assert values(root, "//g:partMeta") == []
    assert b'<body><p id="p">As it <b>came</b></p></body>' in dumps(PLAIN)
    assert values(root, "//g:description") == ["A summary"]


def test_a_story_without_a_body_has_no_content_and_no_parts() -> None:
    root = tree(FEED)
    assert values(root, "//g:newsItem[3]/g:contentSet/* | //g:newsItem[3]/g:partMeta") == []
    assert values(root, "//g:newsItem[3]//g:description") == ["S"]


@pytest.mark.parametrize(
    ("item", "path"),
    [
        (Story(id="a", publisher=OUTLET), "story.updated"),
        (Story(id="a", updated=MORNING), "story.publisher"),
        (Feed(title="F", stories=(Story(id="a"),)), "feed.updated"),
        (Feed(title="F", updated=MORNING), "feed.stories"),
        (Feed(updated=MORNING, stories=(Story(id="a"),)), "feed.stories[0].publisher"),
    ],
)
def test_a_write_error_names_the_field(item: Feed | Story, path: str) -> None:
    with pytest.raises(WriteError) as caught:
        dumps(item)
    assert caught.value.path == path


def test_a_standalone_document_holds_one_story() -> None:
    writer = write.open_writer(lambda _: None, Feed(), WriteContext(standalone=True))
    writer.write(PLAIN)
    with pytest.raises(WriteError, match="holds one story"):
        writer.write(PLAIN)
    with pytest.raises(WriteError, match="must be 'uri' or 'qcode'"):
        write.open_writer(lambda _: None, Feed(), WriteContext(mode="other"))  # type: ignore[arg-type]


def test_losses_of_a_story() -> None:
    assert [loss.path for loss in losses.losses(FULL)] == ["story.source"]
    assert list(losses.losses(PLAIN)) == []
    own = Story(id="a", extensions=(Extension(name=f"{{{G2}}}newsItem"),))
    reason = "an extension must have a namespace of XML, and one of NewsML-G2 the name of an element of an item"
    assert list(losses.losses(own)) == [Loss("story.extensions[0]", reason)]


def test_losses_of_a_feed() -> None:
    assert list(losses.feed_losses(FEED)) == []
    feed = Feed(authors=(Person(name="A"),), ttl=5, keywords=("k",), publisher=OUTLET)
    assert [loss.path for loss in losses.feed_losses(feed)] == [
        *("feed.authors", "feed.ttl", "feed.keywords"),
        *("feed.publisher.logo", "feed.publisher.email"),
    ]
    feed = Feed(publisher=attrs.evolve(NAMED, same_as=("https://example.org/a", "https://example.org/b")))
    assert [loss.path for loss in losses.feed_losses(feed)] == ["feed.publisher.same_as"]


@pytest.mark.parametrize(
    "publisher",
    [
        NAMED,
        attrs.evolve(NAMED, url="https://example.org/"),
        attrs.evolve(NAMED, same_as=("http://cv.iptc.org/newscodes/newsprovider/EXN",)),
    ],
    ids=["name", "address", "identity"],
)
def test_the_identity_of_a_sender_is_not_its_address(publisher: Organization) -> None:
    for title in ("News & more", publisher.name):
        feed = attrs.evolve(FEED, title=title, publisher=publisher)
        assert newsfeed.loads(dumps(feed), "newsml").publisher == publisher


# --- detection -----------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("head", "expected"),
    [
        (f'<newsItem xmlns="{G2}">', True),
        (f"<?xml version='1.0'?>\n<!-- a < b --><g2:packageItem xmlns:g2='{G2}'/>", True),
        (f'<newsMessage a="1"\n xmlns = "{G2}"', True),
        (f'<rss xmlns:g="{G2}"><channel/></rss>', False),
        (f'<rss><newsItem xmlns="{G2}"/></rss>', False),
        ("<newsItem>", False),
        ("{}", False),
        ("", False),
    ],
)
def test_looks_like_checks_the_namespace_of_the_root(head: str, expected: bool) -> None:
    assert looks_like(head.encode()) is expected


def test_the_descriptor() -> None:
    assert (FORMAT.name, FORMAT.suffixes, FORMAT.feed) == ("newsml", (".newsml.xml", ".newsml"), True)


# --- validating ------------------------------------------------------------------------------------------------------


def item(
    name: str = "newsItem",
    *,
    attributes: str = "",
    meta: str = "",
    rest: str = "",
    before: str = "",
    guid: str = "tag:e.example,2026:1",
) -> bytes:
    nature = {
        "newsItem": "ninature/text",
        "packageItem": "ninature/composite",
        "planningItem": "plinature/newscoverage",
    }
    return (
        f'<{name} xmlns="{G2}" standard="NewsML-G2" standardversion="2.35" guid="{guid}" {attributes}>{before}<itemMeta>'
        f'<itemClass uri="http://cv.iptc.org/newscodes/{nature[name]}"/><provider literal="E"/>'
        f"<versionCreated>2026-05-17T09:30:00Z</versionCreated>{meta}</itemMeta>{rest}</{name}>"
    ).encode()


CATALOG = '<catalogRef href="http://www.iptc.org/std/catalog/catalog.IPTC-G2-Standards_41.xml"/>'
REMOTE = '<catalogRef href="https://e.example/catalog.xml"/>'
WARNINGS = [
    (item(attributes='conformance="ultra"'), "newsml.conformance.unknown", "/newsItem/@conformance"),
    (item().replace(b"2.35", b"3.0"), "newsml.standardversion.newer", "/newsItem/@standardversion"),
    (item(guid="story-1"), "newsml.guid.relative", "/newsItem/@guid"),
    (item(guid="urn:newsml:e.example:2026:a"), "newsml.guid.urn-newsml", "/newsItem/@guid"),
    (item(before=CATALOG * 2), "newsml.catalog.repeated", "/newsItem/catalogRef[2]/@href"),
    (
        item(before=CATALOG, rest='<contentMeta><subject qcode="mine:a"/></contentMeta>'),
        "newsml.qcode.alias.unknown",
        "/newsItem/contentMeta/subject/@qcode",
    ),
    (item(rest="<contentMeta><subject/></contentMeta>"), "newsml.property.empty", "/newsItem/contentMeta/subject"),
    (item(meta='<link href="a.html"/>'), "newsml.href.form", "/newsItem/itemMeta/link/@href"),
    (item(meta='<link href="javascript:x"/>'), "newsml.href.form", "/newsItem/itemMeta/link/@href"),
    (
        item(meta="<firstCreated>2026-05-18T00:00:00Z</firstCreated>"),
        "newsml.date.order",
        "/newsItem/itemMeta/firstCreated",
    ),
]


@pytest.mark.parametrize(("data", "code", "path"), WARNINGS, ids=[code for _, code, _ in WARNINGS])
def test_warnings(data: bytes, code: str, path: str) -> None:
    assert [(finding.severity, finding.code, finding.path) for finding in findings(data)] == [
        (Severity.WARNING, code, path)
    ]


@pytest.mark.parametrize(
    "data",
    [
        item(),
        item(before=REMOTE, rest='<contentMeta><subject qcode="mine:a"/></contentMeta>'),
        item(before=CATALOG, meta='<pubStatus qcode="stat:usable"/>'),
        item(guid="urn:newsml:e.example:20260517:a"),
        item(rest="<contentMeta><contentCreated>2026-05</contentCreated></contentMeta>"),
        item(meta='<pubStatus uri="http://cv.iptc.org/newscodes/pubstatusg2/canceled"/>', name="packageItem"),
        item(
            rest='<partMeta contentrefs="a b"/>'
            '<contentSet><inlineXML><p id="a" xmlns="u"><b id="b"/></p></inlineXML></contentSet>'
        ),
        item(attributes='xml:lang=""'),
    ],
)
def test_valid_documents_have_no_findings(data: bytes) -> None:
    assert findings(data) == []


def test_repeated_ids_in_content_are_reported() -> None:
    content = '<contentSet><inlineXML><p xmlns="u"><b id="a"/><b id="a"/></p></inlineXML></contentSet>'
    assert [(finding.code, finding.severity) for finding in findings(item(rest=content))] == [
        ("newsml.id.repeated", Severity.WARNING)
    ]


def test_a_repeated_version_in_a_message_is_reported() -> None:
    header = "<header><sent>2026-05-17T09:30:00Z</sent></header>"
    data = f'<newsMessage xmlns="{G2}">{header}<itemSet>{item().decode() * 2}</itemSet></newsMessage>'.encode()
    assert [(finding.code, finding.path) for finding in findings(data)] == [
        ("newsml.message.item.repeated", "/newsMessage/itemSet/newsItem[2]/@guid")
    ]


def test_a_date_of_a_real_event_should_have_a_zone() -> None:
    event = (
        "<newsCoverageSet><newsCoverage><planning><g2contentType>image/jpeg</g2contentType>"
        "<scheduled>2026-05-18T09:00:00</scheduled></planning></newsCoverage></newsCoverageSet>"
    )
    assert codes(item("planningItem", rest=event)) == ["newsml.date.zone.unclear"]


def test_a_finding_has_location_and_remedy() -> None:
    data = (INVALID / "newsml.schema.unexpected-element.xml").read_bytes()
    assert str(findings(data)[0]) == (
        "5:5: error: <versionCreated> is not allowed at this point of <itemMeta>: write <provider> here "
        "[newsml.schema.unexpected-element] at /newsItem/itemMeta/versionCreated"
    )


GROUPS = (
    '<groupSet root="a">\n<group id="a"><itemRef residref="urn:x:1"/>\n<groupRef idref="b"/></group>\n'
    '<group id="b">\n<groupRef idref="a"/></group></groupSet>'
)
LOCATED = [
    # An element that the schema does not know, or not there, or not twice, or not in this order.
    (item(meta="\n<foo/>"), "newsml.schema.unexpected-element", "/newsItem/itemMeta/foo", 2),
    (item(rest="\n<contentSet/>\n<itemMeta/>"), "newsml.schema.unexpected-element", "/newsItem/itemMeta[2]", 3),
    (
        item(meta="\n<pubStatus/>\n<pubStatus/>"),
        "newsml.schema.unexpected-element",
        "/newsItem/itemMeta/pubStatus[2]",
        3,
    ),
    (item(meta="\n<title>T</title>\n<service/>"), "newsml.schema.unexpected-element", "/newsItem/itemMeta/service", 3),
    (
        item(rest='<contentMeta>\n<icon href="urn:x:a">\n<b/></icon></contentMeta>'),
        "newsml.schema.not-empty",
        "/newsItem/contentMeta/icon/b",
        3,
    ),
    (
        item(meta="\n<fileName>a\n<b/>\n<b/></fileName>"),
        "newsml.schema.child-not-allowed",
        "/newsItem/itemMeta/fileName/b[1]",
        3,
    ),
    # The attributes of an element: its own start tag.
    (item(rest='\n<contentMeta foo="1"/>'), "newsml.schema.unexpected-attribute", "/newsItem/contentMeta/@foo", 2),
    (
        item(rest='<contentMeta>\n<headline xml:lang="no_tag"/></contentMeta>'),
        "newsml.schema.bad-value",
        "/newsItem/contentMeta/headline/@xml:lang",
        2,
    ),
    # A missing element: the parent.
    (
        item(rest="\n<partMeta>\n</partMeta>\n<rightsInfo>\n</rightsInfo>"),
        "newsml.schema.unexpected-element",
        "/newsItem/rightsInfo",
        4,
    ),
    (
        item(rest="<contentMeta>\n<subject>\n<bag/></subject></contentMeta>"),
        "newsml.schema.missing-element",
        "/newsItem/contentMeta/subject/bag",
        3,
    ),
    # The rules beyond the schema.
    (item("packageItem", rest=GROUPS), "newsml.group.cycle", "/packageItem/groupSet/group[2]/groupRef/@idref", 5),
    (
        item(meta="\n<firstCreated>2026-05-18T00:00:00Z</firstCreated>"),
        "newsml.date.order",
        "/newsItem/itemMeta/firstCreated",
        2,
    ),
    (item(before=f"{CATALOG}\n{CATALOG}"), "newsml.catalog.repeated", "/newsItem/catalogRef[2]/@href", 2),
]


@pytest.mark.parametrize(
    ("data", "code", "path", "line"), LOCATED, ids=[f"{code} {path}" for _, code, path, _ in LOCATED]
)
def test_a_finding_is_located_at_the_faulty_element(data: bytes, code: str, path: str, line: int) -> None:
    located = next(finding for finding in findings(data) if finding.code == code)
    assert (located.path, located.line) == (path, line)


def test_findings_of_the_schema_are_located_under_any_prefix() -> None:
    data = (
        f'<g:newsItem xmlns:g="{G2}" standard="NewsML-G2" standardversion="2.35" guid="tag:e.example,2026:1">\n'
        '<g:itemMeta><g:itemClass qcode="ninat:text"/>\n<g:versionCreated>soon</g:versionCreated></g:itemMeta></g:newsItem>'
    ).encode()
    assert [(finding.code, finding.path, finding.line) for finding in findings(data)][:2] == [
        ("newsml.schema.unexpected-element", "/newsItem/itemMeta/versionCreated", 3),
        ("newsml.qcode.alias.not-listed", "/newsItem/itemMeta/itemClass/@qcode", 2),
    ]


def test_a_long_chain_of_groups_is_not_a_cycle() -> None:
    groups = "".join(f'<group id="g{at}"><groupRef idref="g{at + 1}"/></group>' for at in range(2000))
    data = item("packageItem", rest=f'<groupSet root="g0">{groups}<group id="g2000"/></groupSet>')
    assert findings(data) == []


def test_limits_hold() -> None:
    refused = findings(item(), limits=Limits(bytes=10))
    assert [(finding.code, finding.line, finding.column) for finding in refused] == [("newsml.xml.limit", 1, 1)]


def test_a_schema_of_the_user_replaces_the_bundled_one(tmp_path: Path) -> None:
    schema = tmp_path / "own.rng"
    schema.write_text(
        f'<element name="newsItem" ns="{G2}" xmlns="http://relaxng.org/ns/structure/1.0"><text/></element>'
    )
    assert findings(item(), schema=str(schema))[0].code == "newsml.schema.invalid"
    lax = tmp_path / "lax.xsd"
    lax.write_text(
        f'<xs:schema xmlns:xs="http://www.w3.org/2001/XMLSchema" targetNamespace="{G2}">'
        f'<xs:element name="newsItem"/></xs:schema>'
    )
    assert findings(item(attributes='own="1"'), schema=str(lax)) == []
    broken = tmp_path / "broken.xsd"
    broken.write_text("<a/>")
    with pytest.raises(ReadError, match=r"broken\.xsd"):
        findings(item(), schema=str(broken))
    with pytest.raises(FileNotFoundError):
        findings(item(), schema=str(tmp_path / "none.xsd"))


def test_findings_about_the_model() -> None:
    stories = (Story(id="a"), Story(id="urn:x:b", headline="H", published=NOON, updated=MORNING, publisher=OUTLET))
    assert [(finding.code, finding.path) for finding in rules.check_model(Feed(stories=stories))] == [
        ("newsml.model.updated.missing", "feed.stories[0].updated"),
        ("newsml.model.provider.missing", "feed.stories[0].publisher"),
        ("newsml.model.id.relative", "feed.stories[0].id"),
        ("newsml.model.headline.missing", "feed.stories[0].headline"),
        ("newsml.model.date.order", "feed.stories[1].updated"),
    ]
    assert [(finding.code, finding.path) for finding in rules.check_model(Feed())] == [
        ("newsml.model.sent.missing", "feed.updated"),
        ("newsml.model.stories.missing", "feed.stories"),
    ]


# --- the public corpora ----------------------------------------------------------------------------------------------


def documents(corpora: Path) -> Iterator[tuple[str, bytes, bool]]:
    for row in json.loads((corpora / "newsml" / "manifest.json").read_text()):
        if row["reference_verdict"] != "disputed":
            yield row["path"], (corpora / "newsml" / row["path"]).read_bytes(), row["reference_verdict"] == "valid"
    for row in json.loads((corpora / "newsml_mutants" / "manifest.json").read_text()):
        if row.get("official_xsd_rejects") is not None:
            wrong = row["official_xsd_rejects"] or row["author_intent"] == "invalid"
            yield row["file"], (corpora / row["file"]).read_bytes(), not wrong


def test_verdicts_equal_those_of_the_reference(corpora: Path) -> None:
    wrong = [
        name
        for name, data, valid in documents(corpora)
        if valid != all(finding.severity is not Severity.ERROR for finding in findings(data))
    ]
    assert wrong == []


MUTATIONS = {
    "newsml.guid.empty": lambda root: root.set("guid", ""),
    "newsml.standard.unknown": lambda root: root.set("standard", "x"),
    "newsml.language.invalid": lambda root: root.set("{http://www.w3.org/XML/1998/namespace}lang", "qqqq-ZZ99"),
    "newsml.item-class.empty": lambda root: root.find(".//{*}itemClass").attrib.clear(),
    "newsml.date.zone.mixed": lambda root: setattr(root.find(".//{*}versionCreated"), "text", "2018-10-12T06:42:04"),
    "newsml.qcode.no-catalog": lambda root: [root.remove(element) for element in root.findall("{*}catalogRef")],
}
MILDER = {
    "newsml.date.zone.mixed": "newsml.date.zone.missing",
    "newsml.qcode.no-catalog": "newsml.qcode.alias.not-listed",
}
"""Warnings in place of an error, in documents that the fault leaves clear."""


@pytest.mark.parametrize("code", MUTATIONS)
def test_a_mutation_gives_its_finding_in_every_document(corpora: Path, code: str) -> None:
    for name, data, valid in documents(corpora):
        if valid and name.startswith("iptc"):
            root = etree.fromstring(data)
            MUTATIONS[code](root)
            mutated = findings(etree.tostring(root))
            errors = [finding.code for finding in mutated if finding.severity is Severity.ERROR]
            assert errors == [code] or (not errors and MILDER[code] in {finding.code for finding in mutated}), name


def test_the_bundled_schema_is_used() -> None:
    assert xml_schema("newsml/newsml-g2.xsd").validate(etree.fromstring(item()))
