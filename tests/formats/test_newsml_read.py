"""Reading NewsML-G2: round trips of newsfeed's own documents, public corpora, foreign and hostile documents."""

import contextlib
import io
import re
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta, timezone
from html import unescape
from pathlib import Path
from typing import Any

import attrs
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from lxml import etree

import newsfeed
from examples import full_feed, full_story
from hostile import growth
from newsfeed.body import xhtml as xhtml_body
from newsfeed.errors import LimitError, NewsfeedError, ReadError
from newsfeed.findings import Report
from newsfeed.io.limits import Limits
from newsfeed.model import (
    AlternativeHeadline,
    Category,
    Extension,
    Feed,
    Link,
    Markup,
    Media,
    Organization,
    Person,
    PressMention,
    Question,
    Rights,
    Section,
    Story,
    Topic,
)
from roundtrip import check

G2 = "http://iptc.org/std/nar/2006-10-01/"
NAMES = {
    "g": G2,
    "h": "http://www.w3.org/1999/xhtml",
    "n": "http://iptc.org/std/NITF/2006-10-18/",
}
MORNING = datetime(2026, 5, 17, 9, 30, tzinfo=UTC)
NOON = datetime(2026, 5, 17, 14, 0, tzinfo=timezone(timedelta(hours=2)))
MODES = st.sampled_from(["uri", "qcode"])

MESSAGE = '<newsMessage xmlns="http://iptc.org/std/nar/2006-10-01/">{}</newsMessage>'


# --- our own documents ------------------------------------------------------------------------------------------------


def test_the_examples_round_trip(request: pytest.FixtureRequest) -> None:
    for path in sorted((request.config.rootpath / "examples" / "stories").iterdir()):
        check(newsfeed.load_story(path), "newsml")


def small(**changes: Any) -> Story:
    return Story(**{"id": "urn:x:1", "url": "https://example.org/1", "published": MORNING, **changes})


NEWS = Organization(name="News")
AMBIGUOUS = [
    small(updated=MORNING),
    small(published=None, updated=NOON),
    small(publisher=Organization(name="example.org")),
    small(rights=Rights(year=2026)),
    small(sections=(Section(blocks=(Markup("<h1>No headline</h1>"),)),)),
    small(sections=(Section(blocks=(Markup(""),)),)),
    small(sections=(Section(blocks=(Markup('<div class="section"><section class="a b">x</section></div>'),)),)),
    small(sections=(Section(blocks=(Markup('<p><time datetime="2026">x</time><time title="y">z</time></p>'),)),)),
    small(sections=(Section(blocks=(Markup('<div class="html-main">x</div>'), Markup("<main>y</main>"))),)),
    small(url=None, publisher=NEWS, links=(Link(url="https://example.org/a", rel="alternate"),)),
    small(links=(Link(url="https://example.org/a", rel="alternate"), Link(url="https://example.org/b", rel="a b"))),
    small(links=(Link(url="https://example.org/a", rel="http://www.iana.org/assignments/relation/via"),)),
    small(
        prompts=(Question(text="Why?", url="https://example.org/why"),),
        links=(
            Link(url="https://example.org/why", rel="http://cv.iptc.org/newscodes/itemrelation/seeAlso", title="Why?"),
        ),
    ),
    small(topics=(Topic(name="Economy", url="http://cv.iptc.org/newscodes/mediatopic/04000000"),)),
    small(categories=(Category.media_topic("04000000", "Economy"), Category(term="a:b/c", scheme="urn:x:desks"))),
    small(extensions=(Extension(name="{urn:x}a", content=("a", "", "b", Extension(name="{urn:x}b"), "  ")),)),
    small(extensions=(Extension(name=f"{{{G2}}}a"), Extension(name="{urn:x}b"))),
    small(summary=newsfeed.RichText('At <time datetime="2026-05-17">dawn</time>\n\nand <em>then</em>')),
    small(press=(PressMention(outlet=Organization(name="O", email="o@example.org"), text="t"),) * 2),
    Feed(title="News", publisher=NEWS, stories=(small(),)),
    Feed(title="News", stories=(small(publisher=NEWS),)),
    Feed(publisher=NEWS, stories=(small(), small(id="2", publisher=NEWS))),
    Feed(updated=MORNING, stories=(small(),)),
    Feed(updated=NOON, stories=(small(published=None), small(id="b", published=None, updated=NOON))),
    Feed(url="https://example.org/", stories=(small(url=None),)),
    Feed(description=newsfeed.RichText("A <strong>bold</strong> word"), stories=(small(),)),
]


@pytest.mark.parametrize("item", AMBIGUOUS, ids=range(len(AMBIGUOUS)))
def test_placeholders_of_the_writer_are_not_read_as_values(item: Feed | Story) -> None:
    check(item, "newsml")
    check(item, "newsml", mode="qcode")


def test_metadata_without_content() -> None:
    story = full_story()
    metadata = newsfeed.loads_story(newsfeed.dumps(story, "newsml"), "newsml", content=False)
    for name in ("sections", "press", "questions", "prompts", "corrections"):
        assert getattr(metadata, name) == ()
    for name in ("headline", "summary", "topics", "authors", "keywords", "categories", "links", "published", "updated"):
        assert getattr(metadata, name) == getattr(story, name)


# --- the public corpora -----------------------------------------------------------------------------------------------


def documents(corpora: Path) -> Iterator[tuple[str, "etree._Element", Feed]]:
    """Yield each document with a root that can have stories."""
    for path in sorted((corpora / "newsml").rglob("*.xml")):
        root = etree.parse(path).getroot()
        if str(root.tag).removeprefix(f"{{{G2}}}") in ("newsItem", "newsMessage", "packageItem"):
            yield path.name, root, newsfeed.loads(path.read_bytes(), "newsml")


def items(corpora: Path) -> Iterator[tuple[str, "etree._Element", Story]]:
    """Yield each newsItem of the corpora that has metadata, with the story read from it."""
    for name, root, feed in documents(corpora):
        news_items = [
            element for element in root.iter(f"{{{G2}}}newsItem") if element.find(f"{{{G2}}}itemMeta") is not None
        ]
        assert [element.get("guid") for element in news_items] == [story.id for story in feed.stories if news_items]
        yield from ((name, item, story) for item, story in zip(news_items, feed.stories, strict=False))


def texts_at(item: "etree._Element", path: str) -> list[str]:
    matches = item.xpath(path, namespaces=NAMES)
    assert isinstance(matches, list)
    texts = [match.xpath("string()") if isinstance(match, etree._Element) else str(match) for match in matches]
    return [text for raw in texts if (text := re.sub(r"\s+", " ", raw).strip())]


def words(text: str) -> set[str]:
    return set(re.findall(r"\w+", text))


HEADLINES = (
    "g:contentMeta/g:headline",
    "g:itemMeta/g:title",
    "g:contentSet//n:hl1 | g:contentSet//h:title",
)


def test_headlines_of_public_documents(corpora: Path) -> None:
    seen = 0
    for name, item, story in items(corpora):
        headlines = next((texts for path in HEADLINES if (texts := texts_at(item, path))), [])
        assert story.headline in headlines if headlines else story.headline == "", name
        seen += bool(headlines)
    assert seen > 15


def test_dates_of_public_documents(corpora: Path) -> None:
    for name, item, story in items(corpora):
        version = texts_at(item, "g:itemMeta/g:versionCreated")
        first = texts_at(item, "g:itemMeta/g:firstCreated") or texts_at(item, "g:contentMeta/g:contentCreated")
        assert [story.updated or story.published] == [datetime.fromisoformat(date) for date in version], name
        assert story.published == (newsfeed_date(first[0]) if first else None), name
        assert [story.embargo] == [datetime.fromisoformat(e) for e in texts_at(item, "g:itemMeta/g:embargoed")] or [
            None
        ]


def newsfeed_date(text: str) -> datetime:
    date = datetime.fromisoformat(text)
    return date if date.tzinfo else date.replace(tzinfo=UTC)


def test_parties_and_rights_of_public_documents(corpora: Path) -> None:
    for name, item, story in items(corpora):
        provider = "g:itemMeta/g:provider"
        names = texts_at(item, f"{provider}/g:name") or texts_at(item, f"{provider}/@*")
        assert story.publisher is not None, name
        assert any(text.endswith(story.publisher.name) for text in names), name
        creators = texts_at(item, "g:contentMeta/g:creator/g:name[1]")
        authors = {author.name for author in story.authors}
        assert set(creators) | set(texts_at(item, "g:contentMeta/g:by")[: not creators]) <= authors, name
        assert texts_at(item, "g:rightsInfo[1]/g:copyrightNotice")[:1] == (
            [story.rights.notice] if story.rights and story.rights.notice else []
        ), name


def test_subjects_of_public_documents(corpora: Path) -> None:
    count = 0
    for name, item, story in items(corpora):
        subjects = {topic.name for topic in story.topics} | {category.label for category in story.categories}
        for subject in item.iterfind(f"{{{G2}}}contentMeta/{{{G2}}}subject"):
            subject_names = texts_at(subject, "g:name")
            assert not subject_names or subjects & set(subject_names), name
            count += len(subject_names)
        assert set(texts_at(item, "g:contentMeta/g:keyword")) == set(story.keywords), name
        assert texts_at(item, "g:contentMeta/g:slugline")[:1] == [story.slugline][: bool(story.slugline)], name
        topics = [qcode for qcode in texts_at(item, "g:contentMeta/g:subject/@qcode") if qcode.startswith("medtop:")]
        assert [
            f"medtop:{category.term}" for category in story.categories if category.scheme == newsfeed.model.MEDIA_TOPICS
        ] == topics
    assert count > 50


def test_words_of_public_documents(corpora: Path) -> None:
    bodies = 0
    for name, item, story in items(corpora):
        text = " ".join(texts_at(item, "g:contentSet//h:body//text() | g:contentSet//n:body.content//text()"))
        assert words(text) <= words(unescape(re.sub("<[^>]*>", " ", xhtml_body.render(story)))), name
        assert not text or story.sections, name
        bodies += bool(text)
        remote = [url for url in texts_at(item, "g:contentSet/g:remoteContent/@href") if url.startswith("http")]
        urls = {media.url for media in story.media} | {media.thumbnail for media in story.media}
        urls |= {rendition.url for media in story.media for rendition in media.renditions}
        assert set(remote) <= urls, name
    assert bodies > 8


def test_public_packages_list_their_references(corpora: Path) -> None:
    seen = 0
    for name, root, feed in documents(corpora):
        if str(root.tag).endswith("}packageItem"):
            refs = [element for element in root.iter(f"{{{G2}}}itemRef") if element.get("residref")]
            assert [story.id for story in feed.stories] == [ref.get("residref") for ref in refs], name
            assert [story.headline for story in feed.stories] == [
                next(iter(texts_at(ref, "g:headline") or texts_at(ref, "g:title")), "") for ref in refs
            ], name
            seen += 1
    assert seen >= 2


@pytest.mark.slow
def test_every_document_of_the_corpora_gives_a_feed_or_a_typed_error(corpora: Path) -> None:
    for path in corpora.rglob("*"):
        if path.is_file() and path.suffix in (".xml", ".json", ".atom", ".rss", ".html", ".txt"):
            for recover in (False, True):
                with contextlib.suppress(NewsfeedError):
                    assert isinstance(newsfeed.loads(path.read_bytes(), "newsml", recover=recover), Feed)


# --- foreign documents ------------------------------------------------------------------------------------------------

CATALOG = '<catalog><scheme alias="desk" uri="https://example.org/desks/"/></catalog>'
META = (
    '<itemClass qcode="ninat:text"/><provider qcode="nprov:EXN"><name>Example Wire</name></provider>'
    "<versionCreated>2026-05-17T12:00:00Z</versionCreated><firstCreated>2026-05-17T09:30:00Z</firstCreated>"
)


def item(
    *,
    meta: str = META,
    described: str = "",
    content: str = "",
    rest: str = "",
    attributes: str = 'guid="tag:example.org,2026:1" version="2" xml:lang="en"',
) -> str:
    return (
        f'<newsItem xmlns="{G2}" standard="NewsML-G2" standardversion="2.12" {attributes}>{CATALOG}{rest}'
        f"<itemMeta>{meta}</itemMeta><contentMeta>{described}</contentMeta><contentSet>{content}</contentSet></newsItem>"
    )


def read(document: str, report: Report | None = None, **options: Any) -> Story:
    feed = newsfeed.loads(document.encode(), "newsml", report=Report() if report is None else report, **options)
    assert len(feed.stories) == 1
    return feed.stories[0]


def without_extensions(value: Any) -> Any:
    """Return an object of the model without what the reader kept of its element."""
    if isinstance(value, tuple):
        return tuple(map(without_extensions, value))
    if not attrs.has(type(value)):
        return value
    fields = {field.name: without_extensions(getattr(value, field.name)) for field in attrs.fields(type(value))}
    return type(value)(**(fields | {"extensions": ()} if "extensions" in fields else fields))


def xhtml(inner: str, title: str = "<title>The title</title>") -> str:
    return (
        f'<inlineXML contenttype="application/xhtml+xml"><html xmlns="{NAMES["h"]}"><head>{title}</head>'
        f"<body>{inner}</body></html></inlineXML>"
    )


def html_of(story: Story) -> str:
    assert len(story.sections) == 1
    block = story.sections[0].blocks[0]
    assert isinstance(block, Markup)
    return block.html


def test_an_item_of_an_agency() -> None:
    described = """
      <urgency>3</urgency>
      <contentModified>2026-05-17T11:00:00Z</contentModified>
      <creator qcode="desk:j.doe" type="cpnat:person"><name>Jo Doe</name>
        <personDetails><contactInfo><email>jo@example.org</email></contactInfo></personDetails></creator>
      <creator qcode="desk:sports" type="cpnat:organisation"><name xml:lang="de">Sport</name>
        <name xml:lang="en-GB">Sports</name></creator>
      <contributor literal="Sam Roe"/>
      <language tag="en_GB"/>
      <keyword>tide</keyword><slugline separator="-">HARBOUR-TIDE</slugline>
      <subject qcode="medtop:04000000" type="cpnat:abstract"><name xml:lang="de">Wirtschaft</name><name>economy</name></subject>
      <subject uri="http://cv.iptc.org/newscodes/mediatopic/20000523"/>
      <subject qcode="desk:p1" type="cpnat:person"><name>Ann Bo</name><definition>A
         diver</definition><sameAs qcode="wikidata:Q1"/><sameAs qcode="unknown:1"/></subject>
      <subject literal="poi1" typeuri="http://cv.iptc.org/newscodes/cpnature/poi"><name>Pier 3</name></subject>
      <subject qcode="desk:world" type="desk:category"><name>World</name></subject>
      <subject qcode="house:x1"/>
      <headline rank="2">A lesser line</headline><headline rank="1">The
         line</headline>
      <by>By Jo Doe</by>
      <description role="drol:caption">A caption</description>
      <description role="drol:summary">What is
         said.

         And more.<br/>Then end.</description>
    """
    meta = (
        f'{META}<embargoed>2026-05-18T00:00:00+02:00</embargoed><pubStatus qcode="stat:canceled"/><title>A title</title>'
        '<edNote>The figure was wrong.</edNote><signal qcode="sig:correction"/>'
        '<link rel="irel:seeAlso" href="https://example.org/more" contenttype="text/html"><title>More</title></link>'
        '<link rel="irel:previousVersion" residref="urn:newsml:example.org:20260516:1" size="10"/>'
    )
    rest = (
        '<rightsInfo><copyrightHolder uri="https://example.org/"><name>Example Wire</name></copyrightHolder>'
        "<copyrightNotice>(c) Example</copyrightNotice><usageTerms>Ask first.</usageTerms></rightsInfo>"
    )
    story = read(item(meta=meta, described=described, content=xhtml("<p>Words</p>"), rest=rest))
    wire = "http://cv.iptc.org/newscodes/newsprovider/EXN"
    assert without_extensions(story) == Story(
        id="tag:example.org,2026:1",
        version=2,
        headline="The line",
        summary=story.summary,
        sections=(Section(blocks=(Markup("<p>Words</p>"),)),),
        language="en-GB",
        published=MORNING,
        updated=datetime(2026, 5, 17, 12, tzinfo=UTC),
        embargo=datetime(2026, 5, 18, tzinfo=timezone(timedelta(hours=2))),
        status="canceled",
        publisher=Organization(name="Example Wire", same_as=(wire,)),
        authors=(
            Person(name="Jo Doe", email="jo@example.org", same_as=("https://example.org/desks/j.doe",)),
            Organization(name="Sports", same_as=("https://example.org/desks/sports",)),
        ),
        byline="By Jo Doe",
        contributors=(Person(name="Sam Roe"),),
        keywords=("tide",),
        slugline="HARBOUR-TIDE",
        urgency=3,
        alternative_headlines=(AlternativeHeadline(text="A lesser line"),),
        topics=(
            Topic(
                name="Ann Bo",
                kind="person",
                description="A diver",
                same_as=("https://example.org/desks/p1", "http://www.wikidata.org/entity/Q1"),
            ),
            Topic(name="Pier 3", kind="place"),
        ),
        categories=(
            Category.media_topic("04000000", "economy"),
            Category.media_topic("20000523"),
            Category(term="world", scheme="https://example.org/desks/", label="World"),
            Category(term="x1"),
        ),
        links=(
            Link(
                url="https://example.org/more",
                rel="http://cv.iptc.org/newscodes/itemrelation/seeAlso",
                type="text/html",
                title="More",
            ),
            Link(
                url="urn:newsml:example.org:20260516:1",
                rel="http://cv.iptc.org/newscodes/itemrelation/previousVersion",
                length=10,
            ),
        ),
        rights=Rights(
            notice="(c) Example",
            holder=Organization(name="Example Wire", same_as=("https://example.org/",)),
            usage_terms="Ask first.",
        ),
        ed_note="The figure was wrong.",
        signals=(Category(term="correction", scheme="http://cv.iptc.org/newscodes/signal/"),),
    )
    assert words(str(story.summary)) == words("What is said And more Then end")


@pytest.mark.parametrize(
    ("described", "meta", "content", "headline"),
    [
        ("<headline>H</headline>", "<title>T</title>", xhtml("<h1>1</h1>"), "H"),
        ('<headline xml:lang="fr">F</headline><headline xml:lang="en">E</headline>', "", "", "E"),
        ("", "<title>T</title>", xhtml("<h1>1</h1>"), "T"),
        ("<headline> </headline>", "", xhtml("<h1>1</h1>"), "The title"),
        ("", "", xhtml("<h1>The <b>one</b></h1>", title=""), "The one"),
        ("", "", xhtml("<h1>1</h1>", title="<title/>"), ""),
        ("", "", '<inlineData contenttype="text/html">&lt;title>A &amp;amp; b&lt;/title>&lt;p>x</inlineData>', "A & b"),
        ("", "", "", ""),
    ],
)
def test_the_best_headline_is_chosen(described: str, meta: str, content: str, headline: str) -> None:
    assert read(item(described=described, meta=META + meta, content=content)).headline == headline


@pytest.mark.parametrize(
    ("described", "names"),
    [
        ("<creator><name>A</name></creator><by>By A and B</by>", ["A"]),
        ('<creator qcode="nprov:X"/><by>Jo Doe</by>', ["Jo Doe", "X"]),
        ("<by>Jo Doe</by><by>Jo Doe</by>", ["Jo Doe"]),
        ("<creator/>", []),
    ],
)
def test_a_byline_adds_an_author_unless_it_names_a_creator(described: str, names: list[str]) -> None:
    assert [author.name for author in read(item(described=described)).authors] == names


PLAIN = '<inlineData contenttype="text/plain">One\ntwo &amp;\n\nthree</inlineData>'
HTML = '<inlineData contenttype="text/html; charset=utf-8">&lt;body>&lt;p onclick="x">H&lt;/p></inlineData>'
BASE64 = '<inlineData contenttype="text/plain" encoding="encd:base64">VGV4dA==</inlineData>'
NITF = "<inlineXML><nitf><body><body.content><p>N</p></body.content></body></nitf></inlineXML>"


@pytest.mark.parametrize(
    ("content", "html"),
    [
        (PLAIN, "<p>One<br/>two &amp;</p>\n<p>three</p>"),
        (BASE64, "<p>Text</p>"),
        (PLAIN + HTML, "<p>H</p>"),
        (HTML + NITF, "<p>N</p>"),
        (NITF + HTML + xhtml("<p>X</p>") + PLAIN, "<p>X</p>"),
        (xhtml("<p>D</p>").replace("<html", '<html xml:lang="de"') + xhtml("<p>E</p>"), "<p>D</p>"),
        (
            xhtml("<p>D</p>").replace("<inlineXML", '<inlineXML xml:lang="de"')
            + xhtml("<p>E</p>").replace("<inlineXML", '<inlineXML xml:lang="en-GB"'),
            "<p>E</p>",
        ),
        (
            f'<inlineXML><div xmlns="{NAMES["h"]}"><!-- c --><p xml:lang="fr">F</p></div></inlineXML>',
            '<div><p lang="fr">F</p></div>',
        ),
        ("<inlineXML>only text</inlineXML>", "<p>only text</p>"),
    ],
)
def test_the_best_rendition_is_the_body(content: str, html: str) -> None:
    assert html_of(read(item(content=content))) == html


def test_content_of_an_unknown_kind_is_reported() -> None:
    report = Report()
    drawing = '<inlineXML><svg xmlns="http://www.w3.org/2000/svg"/></inlineXML>'
    content = f'{drawing}<inlineData contenttype="text/csv">a,b</inlineData>'
    assert read(item(content=content), report).sections == ()
    assert [(finding.code, finding.path) for finding in report] == [
        ("read.content.other", "/newsItem/contentSet/inlineXML"),
        ("read.content.other", "/newsItem/contentSet/inlineData"),
    ]


def test_markup_in_a_link_of_the_header_is_read_as_its_text() -> None:
    span = f'<span xmlns="{NAMES["h"]}">https://example.org/<em>a</em></span>'
    definition = (
        f'<headerExtProperty reluri="urn:newsfeed:field:url"><definition>{span}</definition></headerExtProperty>'
    )
    document = f'<newsMessage xmlns="{G2}"><header>{definition}</header><itemSet>{item()}</itemSet></newsMessage>'
    assert newsfeed.loads(document, "newsml").url == "https://example.org/a"


def test_a_foreign_body_is_sanitized() -> None:
    inner = (
        '<p style="x" onclick="y">a<script>b</script><a href="javascript:c">d</a></p>'
        '<section class="html-section"><iframe src="https://example.org/"/>e</section>'
    )
    report = Report()
    assert (
        html_of(read(item(content=xhtml(inner)), report)) == '<p>a<a>d</a></p><section class="html-section">'
        '<p><a href="https://example.org/">https://example.org/</a></p>e</section>'
    )


def test_nitf() -> None:
    document = f"""<inlineXML contenttype="application/nitf+xml"><nitf xmlns="{NAMES["n"]}">
      <head><title>Its title</title><docdata><doc-id id-string="1"/></docdata></head>
      <body><body.head><hedline><hl1>Its <em>line</em></hl1><hl2>Below</hl2></hedline>
        <byline>By <person>Jo Doe</person><byttl>Reporter</byttl></byline><byline><byttl>The Desk</byttl></byline>
        <dateline><location>Oslo</location></dateline><abstract><p>In short.</p><p>Really.</p></abstract></body.head>
      <body.content><p lede="true">The <person>mayor</person> of <location><city>Oslo</city></location>
         &lt;spoke&gt; <frac><frac-num>1</frac-num><frac-den>2</frac-den></frac>.</p>
        <hl2>Then</hl2><ul><li>one</li></ul><block><bq><block><p>Said</p></block><credit>Her</credit></bq></block>
        <table><tr><td colspan="2">cell</td></tr></table>
        <media media-type="image"><media-reference source="https://example.org/a.jpg" alternate-text="A &quot;b&quot;"
          width="10" height="x"/><media-caption>Cap</media-caption><media-producer>Cam</media-producer></media>
        <media media-type="video"><media-reference source="https://example.org/v.mp4"/></media>
        <a href="javascript:x">no</a></body.content>
      <body.end><tagline>The end</tagline></body.end></body></nitf></inlineXML>"""
    story = read(item(content=document))
    assert (story.headline, story.summary) == ("Its line", "In short.\n\nReally.")
    assert story.authors == (Person(name="Jo Doe", job_title="Reporter"), Person(name="The Desk"))
    assert (story.dateline, story.byline) == ("Oslo", "By Jo Doe")
    assert re.sub(r"\s+", " ", html_of(story)).replace("> <", "><") == (
        "<h2>Below</h2><p>The mayor of Oslo &lt;spoke&gt; 1/2.</p><h2>Then</h2>"
        "<ul><li>one</li></ul><div><blockquote><div><p>Said</p></div><footer><cite>Her</cite></footer></blockquote></div>"
        '<table><tbody><tr><td colspan="2">cell</td></tr></tbody></table>'
        '<figure><img src="https://example.org/a.jpg" alt="A &quot;b&quot;" width="10"/>'
        "<figcaption>Cap <cite>Cam</cite></figcaption></figure>"
        '<figure><video controls="" src="https://example.org/v.mp4"></video></figure><a>no</a><p>The end</p>'
    )


def test_media() -> None:
    content = (
        '<remoteContent href="p.jpg" contenttype="image/jpeg" size="5" width="0" height="7" rendition="rnd:highRes"/>'
        '<remoteContent href="t.jpg" contenttype="image/jpeg" rendition="rnd:thumbnail"/>'
        '<remoteContent href="v" duration="1500" durationunit="timeunit:Milliseconds"/>'
        '<remoteContent href="w" duration="25" durationunit="timeunit:editUnit" title="W"/><remoteContent residref="x"/>'
    )
    meta = META.replace("ninat:text", "ninat:Video")
    report = Report()
    story = read(
        item(meta=meta, described="<creditline>Cam</creditline>", content=content), report, base="https://example.org/"
    )
    thumbnail = "https://example.org/t.jpg"
    assert without_extensions(story.media) == (
        Media(
            url="https://example.org/p.jpg", type="image/jpeg", length=5, height=7, credit="Cam", thumbnail=thumbnail
        ),
        Media(url="https://example.org/v", medium="video", duration=1.5, credit="Cam", thumbnail=thumbnail),
        Media(url="https://example.org/w", medium="video", title="W", credit="Cam", thumbnail=thumbnail),
    )
    codes = [finding.code for finding in report if finding.code != "read.attribute.dropped"]
    assert codes == ["read.number.unusable", "read.media.unreachable"]


def test_a_message() -> None:
    header = "<header><sent>2026-05-17T13:00:00Z</sent><sender>example.org</sender><origin>x</origin></header>"
    package = (
        '<packageItem guid="p"><groupSet root="a"><group id="b"><itemRef residref="urn:x:2"><title>Two</title></itemRef>'
        '<itemRef residref="tag:example.org,2026:1"/><itemRef/></group><group id="a">'
        '<itemRef residref="urn:x:3" href="https://example.org/3"><title>Three</title></itemRef><groupRef idref="b"/>'
        '<groupRef idref="a"/></group></groupSet></packageItem>'
    )
    items = f"{package}{item()}<conceptItem/><newsItem guid='empty'/>"
    report = Report()
    feed = newsfeed.loads(
        f'<newsMessage xmlns="{G2}">{header}<itemSet>{items}</itemSet></newsMessage>', "newsml", report=report
    )
    assert feed.publisher == Organization(name="example.org")
    assert feed.updated == datetime(2026, 5, 17, 13, tzinfo=UTC)
    assert [(story.id, story.headline, story.url) for story in feed.stories] == [
        ("tag:example.org,2026:1", "", None),
        ("urn:x:3", "Three", "https://example.org/3"),
        ("urn:x:2", "Two", None),
    ]
    assert [(finding.code, finding.path) for finding in report] == [
        ("read.reference.empty", "/newsMessage/itemSet/packageItem/groupSet/group[1]/itemRef[3]"),
        ("read.item.other", "/newsMessage/itemSet/conceptItem"),
        ("read.item.empty", "/newsMessage/itemSet/newsItem[2]"),
    ]


def test_a_package_is_a_feed() -> None:
    document = (
        f'<packageItem xmlns="{G2}" guid="urn:x:p" xml:lang="en"><itemMeta>{META}<title>Top</title></itemMeta>'
        '<contentMeta><description>All day</description></contentMeta><groupSet root="r"><group id="r">'
        '<itemRef residref="urn:x:1"><provider literal="Desk"/><versionCreated>2026-05-17T09:30:00Z</versionCreated>'
        '<title>One</title><description>Short</description></itemRef><itemRef residref="urn:x:1"/></group></groupSet>'
        "</packageItem>"
    )
    feed = newsfeed.loads(document, "newsml")
    assert (feed.id, feed.title, feed.description, feed.language) == ("urn:x:p", "Top", "All day", "en")
    assert feed.stories == (
        Story(id="urn:x:1", headline="One", summary="Short", publisher=Organization(name="Desk"), updated=MORNING),
    )


def test_notes_to_editors_are_never_corrections() -> None:
    notes = '<edNote>Call the desk</edNote><edNote role="ednoterole:correction">Par 2</edNote>'
    story = read(item(meta=f'{META}{notes}<signal qcode="sig:correction"/>'))
    assert story.corrections == ()
    assert story.ed_note == "Call the desk\n\nPar 2"
    assert [signal.term for signal in story.signals] == ["correction"]


def test_defaults_fill_fields_that_the_document_lacks() -> None:
    story = read(
        item(attributes='guid="a"'), defaults={"language": "fr", "headline": "H", "publisher": {"name": "other"}}
    )
    assert (story.language, story.headline, story.publisher and story.publisher.name) == ("fr", "H", "Example Wire")


def test_line_breaks_are_layout_only_in_an_indented_document() -> None:
    flat = read(item(described="<description>One\n  two</description>"))
    laid_out = read(item(described="\n  <description>One\n  two\n\n  three</description>"))
    assert (flat.summary, laid_out.summary) == ("One\n  two", "One two\n\nthree")


# --- one by one -------------------------------------------------------------------------------------------------------


class Pieces(io.RawIOBase):
    """File that returns at most 1,000 bytes at a time and counts them."""

    def __init__(self, data: bytes) -> None:
        self.data = data
        self.position = 0

    def read(self, size: int = -1) -> bytes:
        chunk = self.data[self.position : self.position + (min(size, 1000) if size >= 0 else len(self.data))]
        self.position += len(chunk)
        return chunk


def test_a_message_of_many_small_items_is_streamed_in_linear_time() -> None:
    def read(items: str) -> None:
        message = MESSAGE.format(f"<header/><itemSet>{items}</itemSet>")
        for _ in newsfeed.iter_stories(io.BytesIO(message.encode()), "newsml"):
            pass

    assert not growth.problem(read, lambda size: "<newsItem/>" * (size // 11), growth.QUICK_SIZES)


def test_findings_about_items_of_a_stream_have_no_position_among_the_items() -> None:
    report = newsfeed.Report()
    items = "<newsItem><itemMeta><versionCreated>soon</versionCreated></itemMeta></newsItem>" * 2
    message = MESSAGE.format(f"<header/><itemSet>{items}</itemSet>")
    list(newsfeed.iter_stories(io.BytesIO(message.encode()), "newsml", report=report))
    assert {finding.path for finding in report if finding.path.endswith("versionCreated")} == {
        "/newsMessage/itemSet/newsItem/itemMeta/versionCreated"
    }


def test_iter_stories_yields_the_stories_of_loads(corpora: Path) -> None:
    written = [newsfeed.dumps(example, "newsml") for example in (full_feed(), full_story())]
    for data in (*written, *(path.read_bytes() for path in sorted((corpora / "newsml").rglob("*.xml")))):
        with contextlib.suppress(ReadError):
            whole = Report()
            feed = newsfeed.loads(data, "newsml", report=whole)
            for file in (io.BytesIO(data), io.BytesIO(b"\xef\xbb\xbf" + data)):
                report = Report()
                assert tuple(newsfeed.iter_stories(file, "newsml", report=report)) == feed.stories
                assert [finding.message for finding in report] == [finding.message for finding in whole]


def many(count: int) -> bytes:
    """Return a message of many stories; a package after the first refers to the last and to one that is not included."""
    refs = f'<itemRef residref="urn:x:{count}"/><itemRef residref="urn:x:else"/>'
    package = f'<packageItem guid="p"><groupSet><group>{refs}</group></groupSet></packageItem>'
    documents = [
        item(attributes=f'guid="urn:x:{number}"', described="<headline>H</headline>") for number in range(count + 1)
    ]
    head = f'<newsMessage xmlns="{G2}"><header><sender>S</sender></header><itemSet>{documents[0]}{package}'
    return f"{head}{''.join(documents[1:])}</itemSet></newsMessage>".encode()


def test_the_first_story_is_yielded_before_the_last_is_read() -> None:
    file = Pieces(many(100))
    stories = newsfeed.iter_stories(file, "newsml")
    assert next(stories).id == "urn:x:0"
    assert file.position < len(file.data) / 5  # the head of a stream, by which its format is told, has 4 KB
    assert [story.id for story in stories] == [*(f"urn:x:{number}" for number in range(1, 101)), "urn:x:else"]
    assert newsfeed.loads(file.data, "newsml").stories[-1].id == "urn:x:else"


@pytest.mark.parametrize("break_it", [lambda data: data[:-20], lambda data: data[:-60] + b"<x" + data[-60:]])
def test_stories_before_a_syntax_error_are_yielded(break_it: Any) -> None:
    # The first 4 KB are parsed at once.
    stories = newsfeed.iter_stories(Pieces(break_it(many(12))), "newsml")
    assert [next(stories).id for _ in range(3)] == ["urn:x:0", "urn:x:1", "urn:x:2"]
    with pytest.raises(ReadError, match="line 1"):
        list(stories)


@pytest.mark.parametrize(("limits", "name"), [(Limits(bytes=500), "bytes"), (Limits(elements=9), "elements")])
def test_limits_apply_to_each_streamed_item(limits: Limits, name: str) -> None:
    with pytest.raises(LimitError) as caught:
        list(newsfeed.iter_stories(Pieces(many(20)), "newsml", limits=limits))
    assert caught.value.limit == name
    roomy = Limits(bytes=20_000, elements=50)
    assert len(list(newsfeed.iter_stories(Pieces(many(100)), "newsml", limits=roomy))) == 102
    with pytest.raises(LimitError):
        newsfeed.loads(many(100), "newsml", limits=roomy)


def test_documents_that_cannot_be_streamed_are_read_whole() -> None:
    data = b'<?xml version="1.0" encoding="iso-8859-1"?>' + many(2).replace(b">H<", b">\xc4<")
    assert [story.headline for story in newsfeed.iter_stories(io.BytesIO(data), "newsml")] == ["Ä", "Ä", "Ä", ""]
    saved = list(newsfeed.iter_stories(io.BytesIO(many(2)[:-30]), "newsml", recover=True))
    assert [story.id for story in saved] == ["urn:x:0", "urn:x:1", "urn:x:2", "urn:x:else"]


# --- hostile and broken input -----------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("document", "reason"),
    [
        ("", "is empty"),
        ("<newsItem", "line 1"),
        (f'<!DOCTYPE x><newsItem xmlns="{G2}"/>', "document type declaration"),
        (
            f'<catalogItem xmlns="{G2}"/>',
            "line 1, column 1: has no story: its root element is <catalogItem>, a catalog",
        ),
        (f'<catalog xmlns="{G2}"/>', "its root element is <catalog>, a catalog of schemes"),
        (f'<planningItem xmlns="{G2}"/>', "its root element is <planningItem>, a plan of coverage: read the items"),
        ("<rss/>", "is not NewsML-G2: its root element is <rss>"),
        ("<NewsML/>", "has no story: its root element is <NewsML>, which has no <NewsItem>"),
    ],
)
def test_unreadable_documents_raise_a_read_error(document: str, reason: str) -> None:
    with pytest.raises(ReadError, match=re.escape(reason)):
        newsfeed.loads(document, "newsml")


def test_a_wrong_value_costs_only_that_value() -> None:
    meta = (
        '<provider uri="javascript:x"><name>P</name></provider><versionCreated>soon</versionCreated>'
        '<pubStatus qcode="stat:lost"/><link rel="irel:seeAlso" href="javascript:y"/><link rel="irel:seeAlso"/>'
    )
    described = (
        '<language tag="no such"/><creator><name>C</name><personDetails><contactInfo><email>nobody</email></contactInfo>'
        "</personDetails></creator><headline>H</headline>"
    )
    attributes = 'guid="  a   b " version="first"'
    content = '<remoteContent href="https://example.org/a" contenttype="none" width="-1" duration="1e999" size="x"/>'
    report = Report()
    story = read(item(meta=meta, described=described, content=content, attributes=attributes), report)
    assert (story.id, story.headline, story.version, story.status) == ("a b", "H", 1, "usable")
    assert (story.publisher, story.links) == (Organization(name="P"), ())
    assert story.authors == (Person(name="C"),)
    assert without_extensions(story.media) == (Media(url="https://example.org/a"),)
    assert [(finding.code, finding.path.removeprefix("/newsItem/")) for finding in report] == [
        ("read.language.unusable", "contentMeta/language"),
        ("read.link.unsafe", "itemMeta/link[1]"),
        ("read.attribute.dropped", "itemMeta/link[1]"),
        ("read.link.unsafe", "itemMeta/provider"),
        ("read.status.unknown", "itemMeta/pubStatus"),
        ("read.date.unreadable", "itemMeta/versionCreated"),
        ("read.number.unusable", "version"),
        ("read.value.refused", "contentMeta/creator/email"),
        ("read.number.unusable", "contentSet/remoteContent/size"),
        ("read.number.unusable", "contentSet/remoteContent/width"),
        ("read.value.refused", "contentSet/remoteContent/type"),
    ]
    assert all(finding.line == 1 and finding.column for finding in report)


def test_a_missing_id_is_derived_from_the_content() -> None:
    document = item(attributes="", described="<headline>H</headline>")
    assert read(document).id == read(document).id
    assert read(document).id != read(document.replace(">H<", ">I<")).id


def test_recover_reads_a_broken_document() -> None:
    document = item(described="<headline>A & B</headline><keyword>k</keyword>").removesuffix("</newsItem>")
    with pytest.raises(ReadError) as caught:
        newsfeed.loads(document, "newsml")
    assert caught.value.line == 1
    report = Report()
    story = read(document, report, recover=True)
    assert (story.id, story.keywords) == ("tag:example.org,2026:1", ("k",))
    assert [finding.code for finding in report] == ["read.document.mended"] * 2
    for hopeless in ("no markup", f'<!DOCTYPE x [<!ENTITY e "x">]><newsItem xmlns="{G2}">'):
        with pytest.raises(ReadError):
            newsfeed.loads(hopeless, "newsml", recover=True)


def test_a_wrong_namespace_is_read_with_a_warning() -> None:
    report = Report()
    story = read(item(described="<headline>H</headline>").replace(G2, "http://iptc.org/std/nar/2006-10-01"), report)
    assert story.headline == "H"
    assert [finding.code for finding in report] == ["read.namespace.unknown"]


@pytest.mark.parametrize(
    ("limits", "name"),
    [(Limits(bytes=100), "bytes"), (Limits(elements=3), "elements"), (Limits(depth=2), "depth")],
)
@pytest.mark.parametrize("recover", [False, True])
def test_limits_hold(limits: Limits, name: str, recover: bool) -> None:
    with pytest.raises(LimitError) as caught:
        newsfeed.loads(item(), "newsml", limits=limits, recover=recover)
    assert caught.value.limit == name


def test_a_body_over_its_limit_costs_the_body() -> None:
    report = Report()
    document = item(described="<headline>H</headline>", content=xhtml(f"<p>{'x' * 200}</p>"))
    story = read(document, report, limits=Limits(html=100))
    assert (story.headline, story.sections) == ("H", ())
    assert [finding.code for finding in report] == ["read.html.refused"]


HOSTILE = {
    "links": item(meta=META + '<link href="javascript:x"/>' * 10_000),
    "extensions": item(meta=META + '<x:a xmlns:x="urn:x">' * 150 + "</x:a>" * 150),
    "deep body": item(content=xhtml("<div>" * 150 + "x" + "</div>" * 150)),
    "deep nitf": item(
        content=f"<inlineXML><nitf><body><body.content>{'<block>' * 150}{'</block>' * 150}"
        "</body.content></body></nitf></inlineXML>"
    ),
    "groups": f'<packageItem xmlns="{G2}"><groupSet root="g0">'
    + "".join(
        f'<group id="g{number}"><groupRef idref="g{number + 1}"/><groupRef idref="g0"/></group>'
        for number in range(6_000)
    )
    + "</groupSet></packageItem>",
    "lines": item(described=f"<description>{'&#10; ' * 200_000}x</description>"),
    "titles": item(content=f'<inlineData contenttype="text/html">{"&lt;title" * 50_000}></inlineData>'),
    "numbers": item(
        attributes=f'guid="a" version="{"9" * 5000}"',
        described=f'<headline rank="{"9" * 5000}">H</headline>',
        content=f'<remoteContent href="urn:x:a" duration="{"9" * 400}" size="{"9" * 5000}" width="1e3"/>',
    ),
    "attributes": item(
        described='<subject type=":" qcode=":"/><subject qcode="a:"/><subject uri=" "/><creator literal=" "/>'
    ),
    "empty": item(
        meta="<provider/><itemClass/><link/>", described="<headline/><by/>", content="<inlineXML/><inlineData/>"
    ),
    "base64": item(content='<inlineData contenttype="text/plain" encoding="base64">&#233;=</inlineData>'),
    "comments": item(
        described="<headline><!-- no -->H<?pi no?></headline>", content="<inlineXML><!-- c --></inlineXML>"
    ),
}


@pytest.mark.parametrize("name", HOSTILE)
def test_hostile_documents_are_read(name: str) -> None:
    report = Report()
    feed = newsfeed.loads(HOSTILE[name], "newsml", report=report)
    assert len(feed.stories) == (name != "groups")
    assert [story.headline for story in feed.stories] in ([], [""], ["H"], ["The title"])


@pytest.mark.slow
@settings(max_examples=100)
@given(st.data())
def test_any_mutation_gives_a_feed_or_a_typed_error(data: st.DataObject) -> None:
    root = etree.fromstring(newsfeed.dumps(full_feed(), "newsml"))
    names = [str(element.tag) for element in root.iter("{*}*")]
    texts = st.sampled_from(
        ["", " ", ":", "x", "-1", "1e999", "javascript:x", "http://[", "2026", "\u0085", "cpnat:person"]
    )
    for element in data.draw(st.lists(st.sampled_from(list(root.iter("{*}*"))), max_size=6)):
        change = data.draw(st.sampled_from(["text", "name", "attribute", "remove", "twice"]))
        parent = element.getparent()
        if change == "text":
            element.text = data.draw(texts)
        elif change == "name":
            element.tag = data.draw(st.sampled_from(names))
        elif change == "attribute" and element.attrib:
            element.set(data.draw(st.sampled_from(sorted(map(str, element.attrib)))), data.draw(texts))
        elif change == "remove" and parent is not None:
            parent.remove(element)
        elif parent is not None:
            parent.append(etree.fromstring(etree.tostring(element, with_tail=False)))
    with contextlib.suppress(NewsfeedError):
        assert isinstance(newsfeed.loads(etree.tostring(root), "newsml"), Feed)
