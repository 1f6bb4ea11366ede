"""Reading feeds of other publishers: all versions of RSS and Atom, mixed vocabularies, and common mistakes."""

import base64
from datetime import UTC, datetime
from typing import Any

import pytest

import newsfeed
from feed_documents import ATOM_03, RSS_091, RSS_10, atom, rss
from newsfeed.errors import ReadError
from newsfeed.findings import Report
from newsfeed.model import Category, Feed, Media, Organization, Person, Podcast, Rendition, Rights, Source, Story

NOON = datetime(2026, 3, 2, 12, 0, tzinfo=UTC)


def first_story(document: str | bytes, **options: Any) -> Story:
    """Read a document and return its first story."""
    return newsfeed.loads(document, **options).stories[0]


def item(elements: str, **options: Any) -> Story:
    """Read an RSS item with these elements."""
    return first_story(rss(f"<item><guid>a1</guid>{elements}</item>"), **options)


def entry(elements: str) -> Story:
    """Read an Atom entry with these elements."""
    return first_story(atom(f"<entry><id>urn:x-quay:1</id>{elements}</entry>"))


def codes(document: str | bytes, **options: Any) -> list[str]:
    """Read a document and return the codes of the findings."""
    report = Report()
    newsfeed.loads(document, report=report, **options)
    return [finding.code for finding in report]


def html(story: Story) -> str:
    """Return the HTML of a body that newsfeed did not write."""
    return "".join(block.html for section in story.sections for block in section.blocks)  # type: ignore[union-attr]


# --- versions ------------------------------------------------------------------------------------------------------------


def test_rss_091_with_its_doctype() -> None:
    feed = newsfeed.loads(RSS_091)
    assert (feed.title, feed.language, feed.logo) == ("Fähre", "de", "https://ferry.example.com/logo.gif")
    assert feed.stories[0].headline == "Späte Fähre"
    assert feed.stories[0].summary == "Sie kommt."
    assert feed.stories[0].id == feed.stories[0].url == "https://ferry.example.com/1"


def test_rss_10_is_rdf() -> None:
    feed = newsfeed.loads(RSS_10)
    assert (feed.title, feed.url, feed.description) == ("Tide", "https://tide.example.org/", "Water")
    (story,) = feed.stories
    assert (story.id, story.headline) == ("https://tide.example.org/1", "High water")
    assert (story.authors, story.published) == ((Person(name="Ada Low"),), NOON)


def test_atom_03() -> None:
    feed = newsfeed.loads(ATOM_03)
    assert (feed.title, feed.url, feed.description) == ("Old quay", "https://quay.example.com/", "Stones")
    assert feed.updated == feed.stories[0].updated == NOON
    assert feed.stories[0].published == datetime(2026, 3, 1, 12, tzinfo=UTC)
    assert feed.stories[0].url == "https://quay.example.com/7"
    assert html(feed.stories[0]) == "<ul><li>Stone</li></ul>"


def test_rss_with_elements_of_atom() -> None:
    story = item(
        "<title>T</title><atom:updated>2026-03-02T12:00:00Z</atom:updated><atom:summary>S</atom:summary>"
        '<atom:link rel="related" href="https://post.example.com/more"/><atom:author><atom:name>Bo</atom:name></atom:author>'
    )
    assert (story.updated, story.summary, story.authors) == (NOON, "S", (Person(name="Bo"),))
    assert [(link.rel, link.url) for link in story.links] == [("related", "https://post.example.com/more")]


# --- values ----------------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "text",
    [
        "Mon, 02 Mar 2026 12:00:00 GMT",
        "Mon, 2 Mar 2026 13:00:00 +0100",
        "2 Mar 26 07:00 EST",
        "2026-03-02T12:00:00Z",
        "2026-03-02T14:00:00+02:00",
        "2026-03-02 12:00:00 UTC",
        "Monday, March 2, 2026 12:00 PM GMT",
    ],
)
def test_spellings_of_a_date(text: str) -> None:
    assert item(f"<title>T</title><pubDate>{text}</pubDate>").published == NOON


def test_an_unreadable_date_is_left_out() -> None:
    document = rss("<item><guid>a</guid><title>T</title><pubDate>soon</pubDate></item>")
    assert first_story(document).published is None
    assert codes(document) == ["read.date.unreadable"]


def test_a_missing_id_is_derived_and_stable() -> None:
    document = rss("<item><title>A</title></item><item><title>B</title></item><item><title>A</title></item>")
    ids = [story.id for story in newsfeed.loads(document).stories]
    assert ids[0] == ids[2] != ids[1]
    assert ids[0].startswith("urn:uuid:")
    assert ids == [story.id for story in newsfeed.loads(document).stories]
    assert codes(document) == [*["read.id.derived"] * 3, "read.id.repeated"]


def test_relative_links() -> None:
    relative = rss("<item><guid>a</guid><title>T</title><link>n/1</link></item>")
    assert first_story(relative).url == "https://post.example.com/n/1"
    assert first_story(relative, base="https://mirror.example.org/").url == "https://mirror.example.org/n/1"
    based = relative.replace("<item>", '<item xml:base="https://base.example.net/x/">')
    assert first_story(based, base="https://mirror.example.org/").url == "https://base.example.net/x/n/1"
    nested = atom(
        '<entry xml:base="b/"><id>urn:x:1</id><link href="c"/></entry>', 'xml:base="https://quay.example.com/a/"'
    )
    assert first_story(nested).url == "https://quay.example.com/a/b/c"


def test_a_relative_link_in_html_is_resolved() -> None:
    body = "<content:encoded>&lt;ul&gt;&lt;li&gt;&lt;a href='p'&gt;q&lt;/a&gt;&lt;/li&gt;&lt;/ul&gt;</content:encoded>"
    story = item(body, base="https://mirror.example.org/")
    assert 'href="https://mirror.example.org/p"' in html(story)


def test_a_base_with_an_invalid_host_leaves_html_readable() -> None:
    link = '&lt;a href="p"&gt;q&lt;/a&gt; r'
    document = rss(
        f'<item xml:base="http://a\ufffdb:c.example/"><guid>a</guid><description>{link}</description></item>'
    )
    assert html(first_story(document)) == '<a href="p">q</a> r'


def test_titles_are_html_unless_marked_as_text() -> None:
    assert item("<title>&lt;b&gt;Bold&lt;/b&gt; tide</title>").headline == "Bold tide"
    assert item("<title>&#x3C;b>Bold&#x3C;/b> tide</title>").headline == "<b>Bold</b> tide"
    assert item("<title>Salt &amp; rope</title>").headline == "Salt & rope"
    assert item("<title>Salt &amp;amp; rope</title>").headline == "Salt & rope"
    assert item("<title><![CDATA[1 < 2]]></title>").headline == "1 < 2"


def test_a_flood_of_tags_in_a_title_is_text() -> None:
    tags = "<b>a</b>" * 30_000
    assert item(f"<title><![CDATA[{tags}]]></title>").headline == tags


def test_people_and_categories() -> None:
    story = item(
        "<author>ann@example.com (Ann Reed)</author><dc:creator>Bo Lind</dc:creator><dc:publisher>Post</dc:publisher>"
        "<dc:contributor>Cy</dc:contributor>"
        '<category domain="https://post.example.com/desks">Port</category><category>boats</category><category>boats</category>'
    )
    assert story.authors == (Person(name="Ann Reed", email="ann@example.com"), Person(name="Bo Lind"))
    assert (story.contributors, story.publisher) == ((Person(name="Cy"),), Organization(name="Post"))
    assert story.categories == (Category(term="Port", scheme="https://post.example.com/desks"),)
    assert story.keywords == ("boats",)
    atom_story = entry(
        "<author><name>A</name><email>a@example.com</email><uri>https://a.example.com/</uri></author>"
        '<author><name>B</name></author><category term="t" label="L"/>'
    )
    assert atom_story.authors == (
        Person(name="A", email="a@example.com", url="https://a.example.com/"),
        Person(name="B"),
    )
    assert atom_story.categories == (Category(term="t", label="L"),)


def test_media() -> None:
    story = item(
        '<enclosure url="https://post.example.com/a.mp3" type="audio/mpeg" length="900"/>'
        '<media:group><media:content url="https://post.example.com/b.jpg" width="640" height="0"/>'
        '<media:content url="https://post.example.com/b.webp" medium="image"/>'
        '<media:thumbnail url="https://post.example.com/s.jpg"/><media:credit>Ann</media:credit></media:group>'
    )
    small = "https://post.example.com/s.jpg"
    assert story.media == (
        Media(
            url="https://post.example.com/b.jpg",
            medium="image",
            width=640,
            thumbnail=small,
            credit="Ann",
            renditions=[Rendition(url="https://post.example.com/b.webp")],
        ),
        Media(url="https://post.example.com/a.mp3", medium="audio", type="audio/mpeg", length=900),
    )


def test_podcasts() -> None:
    story = item(
        '<enclosure url="https://post.example.com/a.mp3" type="audio/mpeg" length="900"/><itunes:duration>1:02:03'
        "</itunes:duration><itunes:author>Bo</itunes:author><itunes:summary>Tides.</itunes:summary>"
        '<itunes:keywords>sea, salt</itunes:keywords><itunes:image href="/i.png"/>'
    )
    assert (story.media[0].duration, story.media[0].thumbnail) == (3723, None)
    assert story.podcast == Podcast(image="https://post.example.com/i.png")
    assert (story.authors, story.summary, story.keywords) == ((Person(name="Bo"),), "Tides.", ("sea", "salt"))


def test_source_rights_and_license() -> None:
    story = item(
        '<source url="https://wire.example.org/rss">Wire</source><dc:rights>© Post</dc:rights>'
        "<creativeCommons:license>https://licenses.example.org/by</creativeCommons:license>"
    )
    assert story.source == Source(title="Wire", feed_url="https://wire.example.org/rss")
    assert story.rights == Rights(notice="© Post", license="https://licenses.example.org/by")
    atom_story = entry(
        '<link rel="license" href="https://licenses.example.org/by"/><rights>© Quay</rights><source>'
        "<id>urn:x-wire:1</id><title>Wire</title><updated>2026-03-02T12:00:00Z</updated>"
        '<link href="https://wire.example.org/"/><link rel="self" href="https://wire.example.org/atom"/></source>'
    )
    assert atom_story.rights == Rights(notice="© Quay", license="https://licenses.example.org/by")
    assert atom_story.source == Source(
        title="Wire", id="urn:x-wire:1", url="https://wire.example.org/", feed_url="https://wire.example.org/atom",
        updated=NOON,
    )  # fmt: skip


def test_what_a_source_has_no_field_for_is_told() -> None:
    report = newsfeed.Report()
    newsfeed.loads(
        atom(
            "<entry><id>urn:x-a:1</id><source><id>urn:x-wire:1</id><title>Wire</title>"
            '<link href="https://wire.example.org/" hreflang="en"/><updated>2026-03-02T12:00:00Z</updated>'
            "<rights>© Wire</rights></source></entry>"
        ),
        report=report,
    )
    told = [finding.message.partition(" is left out")[0] for finding in report if "dropped" in finding.code]
    assert told == ["the attribute hreflang='en' of <atom:link>", "atom:rights"]


def test_extensions_survive_a_round_trip() -> None:
    tide = '<my:tide level="3"><my:at>noon</my:at></my:tide>'
    feed = newsfeed.loads(rss(f"<item><guid>a</guid><atom:updated>2026-03-02T12:00:00Z</atom:updated>{tide}</item>"))
    (extension,) = feed.stories[0].extensions
    assert (extension.name, extension.attributes) == ("{https://my.example.org/ns}tide", (("level", "3"),))
    dated = Feed(title="T", url="https://post.example.com/", description="D", updated=NOON, stories=feed.stories)
    for name in ("rss", "atom"):
        assert newsfeed.loads(newsfeed.dumps(dated, name), name).stories[0].extensions == (extension,)
        assert not newsfeed.losses(feed.stories[0], name)
    assert [loss.path for loss in newsfeed.losses(feed.stories[0], "jsonfeed")] == ["story.extensions[0]"]


@pytest.mark.parametrize("link", ["javascript:alert(1)", "data:text/html,x", "vbscript:x", " java&#10;script:x"])
def test_unsafe_links_are_left_out(link: str) -> None:
    document = rss(f"<item><guid>a</guid><title>T</title><link>{link}</link></item>")
    assert first_story(document).url is None
    assert codes(document) == ["read.link.unsafe"]


# --- values that compete for one field -----------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("elements", "headline"),
    [
        ("<dc:title>D</dc:title><itunes:title>I</itunes:title><title>T</title>", "T"),
        ("<itunes:title>I</itunes:title><dc:title>D</dc:title>", "I"),
        ("<title/><atom:title>A</atom:title><title>T</title>", "A"),
        ("<title>T</title><title>U</title>", "T"),
    ],
)
def test_the_title_of_the_format_precedes_those_of_modules(elements: str, headline: str) -> None:
    assert item(elements).headline == headline


@pytest.mark.parametrize(
    ("elements", "published", "updated"),
    [
        ("<dc:date>2026-03-01</dc:date>", 1, 1),
        ("<dc:date>2026-03-01</dc:date><dcterms:created>2026-03-02</dcterms:created>", 2, 1),
        ("<pubDate>2026-03-03</pubDate><dcterms:created>2026-03-02</dcterms:created>", 3, None),
        ("<pubDate>2026-03-03</pubDate><atom:published>2026-03-04</atom:published>", 4, None),
        ("<atom:updated>2026-03-05</atom:updated><dc:date>2026-03-01</dc:date>", 1, 5),
        ("<pubDate>2026-03-03</pubDate><pubDate>never</pubDate>", 3, None),
    ],
)
def test_dates_by_preference(elements: str, published: int, updated: int | None) -> None:
    modules = 'xmlns:dcterms="http://purl.org/dc/terms/"'
    story = first_story(rss(f"<item {modules}><guid>a1</guid>{elements}</item>"))
    days = [date and date.day for date in (story.published, story.updated)]
    assert days == [published, updated]


@pytest.mark.parametrize(
    ("elements", "url", "links"),
    [
        ("<guid>https://post.example.com/1</guid>", "https://post.example.com/1", []),
        ("<guid isPermaLink='false'>https://post.example.com/1</guid>", None, []),
        ("<guid>tag:post.example.com,2026:1</guid>", None, []),
        ("<guid>n/1</guid>", "https://post.example.com/n/1", []),
        ("<guid>https://post.example.com/1</guid><atom:link href='/2'/>", "https://post.example.com/2", []),
        ("<atom:link href='/2'/><link>/3</link>", "https://post.example.com/3", ["https://post.example.com/2"]),
        ("<link>/3</link><link>/4</link>", "https://post.example.com/4", []),
    ],
)
def test_addresses_by_preference(elements: str, url: str | None, links: list[str]) -> None:
    story = first_story(rss(f"<item>{elements}<title>T</title></item>"))
    assert story.url == url
    assert [link.url for link in story.links] == links


def test_summary_and_author_of_a_module_are_the_last_resort() -> None:
    podcast = "<itunes:summary>I</itunes:summary><itunes:author>Bo</itunes:author>"
    story = item(f"{podcast}<dc:description>D</dc:description><description>S</description><dc:creator>Ann</dc:creator>")
    assert (story.summary, story.authors) == ("S", (Person(name="Ann"),))
    assert item(f"{podcast}<dc:description>D</dc:description>").summary == "I"


def test_values_of_the_channel_by_preference() -> None:
    feed = newsfeed.loads(
        '<rss xmlns:dc="http://purl.org/dc/elements/1.1/" xml:lang="de"><channel><dc:title>D</dc:title><title>T</title>'
        "<dc:description>Module</dc:description><description>T</description><language>nl</language>"
        "<dc:date>2026-03-02T12:00:00Z</dc:date></channel></rss>"
    )
    assert (feed.title, feed.description, feed.language, feed.updated) == ("T", "Module", "de", NOON)


@pytest.mark.parametrize(("dublin_core", "language"), [("nl", "nl"), ("neither", None)])
def test_the_next_language_counts_if_the_preferred_one_cannot_be_read(dublin_core: str, language: str | None) -> None:
    feed = newsfeed.loads(
        '<rss xmlns:dc="http://purl.org/dc/elements/1.1/"><channel><title>T</title><link>https://post.example.com/</link>'
        f"<description>T</description><language>no language</language><dc:language>{dublin_core}</dc:language>"
        f'<item xml:lang="no language"><guid>a</guid><dc:language>{dublin_core}</dc:language></item></channel></rss>'
    )
    (story,) = feed.stories
    assert [(item.language, item.extensions) for item in (feed, story)] == [(language, ())] * 2
    assert newsfeed.loads(newsfeed.dumps(feed, "rss")) == feed


def test_an_enclosure_adds_to_media_content_of_the_same_file() -> None:
    (media,) = item(
        '<enclosure url="/a.mp3" type="audio/x-own" length="900"/><media:content url="/a.mp3" medium="audio"/>'
        "<media:title>Own</media:title><itunes:duration>90</itunes:duration>"
    ).media
    assert (media.type, media.length, media.title, media.duration) == ("audio/x-own", 900, "Own", 90)
    (unknown,) = item(
        '<enclosure url="/a.jpg" type="image/jpeg" length="0"/><itunes:duration>90</itunes:duration>'
    ).media
    assert (unknown.length, unknown.duration) == (None, None)
    (image,) = item('<media:thumbnail url="/s.jpg"/><media:credit>Ann</media:credit>').media
    assert (image.url, image.medium, image.credit) == ("https://post.example.com/s.jpg", "image", "Ann")


# --- content of Atom --------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("content", "expected"),
    [
        ('<content type="text">1 &lt; &lt;b&gt;</content>', "1 &lt; &lt;b&gt;"),
        ("<content>plain</content>", "plain"),
        ('<content type="html">&lt;ul&gt;&lt;li&gt;x&lt;/li&gt;&lt;/ul&gt;</content>', "<ul><li>x</li></ul>"),
        (
            '<content type="xhtml"><div xmlns="http://www.w3.org/1999/xhtml"><ul><li>a<br/>b</li></ul></div></content>',
            "<ul><li>a<br/>b</li></ul>",
        ),
        (f'<content type="text/html" mode="base64">{base64.b64encode(b"<ul><li>y</li></ul>").decode()}</content>',
         "<ul><li>y</li></ul>"),
        ('<content type="html">&lt;ul&gt;&lt;li onclick="x()"&gt;z&lt;script&gt;1&lt;/script&gt;&lt;/ul&gt;</content>',
         "<ul><li>z</li></ul>"),
    ],
)  # fmt: skip
def test_types_of_content(content: str, expected: str) -> None:
    assert html(entry(content)) == expected


def test_content_with_a_src_is_a_link() -> None:
    story = entry('<content src="https://quay.example.com/1.pdf" type="application/pdf"/>')
    assert [(link.url, link.rel, link.type) for link in story.links] == [
        ("https://quay.example.com/1.pdf", "alternate", "application/pdf")
    ]
    assert story.sections == ()


def test_a_tombstone_is_a_canceled_story() -> None:
    document = atom(
        '<at:deleted-entry xmlns:at="http://purl.org/atompub/tombstones/1.0" ref="urn:x-quay:3" when="2026-03-02T12:00:00Z"/>'
    )
    assert newsfeed.loads(document).stories == (Story(id="urn:x-quay:3", status="canceled", updated=NOON),)


# --- options of readers------------------------------------------------------------------------------------------------------


def test_content_can_be_left_out() -> None:
    body = "<description>S</description><content:encoded>&lt;ul&gt;&lt;li&gt;x&lt;/li&gt;&lt;/ul&gt;</content:encoded>"
    assert html(item(body)) == "<ul><li>x</li></ul>"
    assert item(body, content=False) == Story(id="a1", summary="S")


def test_defaults_fill_fields_that_the_document_lacks() -> None:
    defaults = {"language": "nl", "headline": "Untitled"}
    assert item("<title>T</title>", defaults=defaults).headline == "T"
    assert item("<title>T</title>", defaults=defaults).language == "nl"
    assert item("<description>d</description>", defaults=defaults).headline == "Untitled"


# --- almost correct documents -----------------------------------------------------------------------------------------------


TITLED = rss("<item><guid>a</guid><title>%s</title></item>")


@pytest.mark.parametrize(
    ("document", "headline"),
    [
        (TITLED % "Salt&nbsp;air", "Salt\xa0air"),
        (TITLED % "Salt & rope", "Salt & rope"),
        (TITLED % "caf\x0be", "caf\ufffde"),
        (TITLED % "caf&#xD800;e&#9;", "caf\ufffde"),
        ("\n \n<?xml version='1.0'?>" + TITLED % "Late", "Late"),
        ((TITLED % "Fähre").encode("cp1252"), "Fähre"),
        (b'<?xml version="1.0" encoding="nonsense"?>' + (TITLED % "Fähre").encode(), "Fähre"),
        (b'<?xml version="1.0" encoding="us-ascii"?>' + (TITLED % "Fähre").encode(), "Fähre"),
        ((TITLED % "Rope").replace("<item>", "<item><sy:x>1</sy:x><odd:y>2</odd:y>"), "Rope"),
    ],
)
def test_almost_xml_is_repaired_and_reported(document: str | bytes, headline: str) -> None:
    assert first_story(document).headline == headline
    assert codes(document) == ["read.document.mended"]


def test_a_bare_ampersand_in_cdata_is_not_changed() -> None:
    assert item("<title>A & B</title><description><![CDATA[x &nbsp;&amp; y]]></description>").summary == "x \xa0& y"


def test_a_broken_item_costs_only_that_item() -> None:
    broken = "urn:newsfeed:a%00b"  # decodes to an id with a character that no XML document can contain
    ids = ("urn:x:1", broken, "urn:x:3")
    document = atom("".join(f"<entry><id>{identifier}</id></entry>" for identifier in ids))
    assert [story.id for story in newsfeed.loads(document).stories] == ["urn:x:1", "urn:x:3"]
    assert codes(document) == ["read.value.refused", "read.object.incomplete", "read.item.broken"]


def test_a_wrong_value_costs_only_that_value() -> None:
    document = rss(
        "<item><guid>a</guid><dc:language>??</dc:language><title>T</title>"
        '<enclosure url="https://post.example.com/a.jpg" type="image/jpeg" length="many"/></item>'
    )
    assert first_story(document) == Story(
        id="a", headline="T", media=[Media(url="https://post.example.com/a.jpg", type="image/jpeg", medium="image")]
    )
    assert codes(document) == ["read.number.unusable", "read.language.unusable"]


def test_white_space_around_an_rdf_id() -> None:
    padded = RSS_10.replace('<item rdf:about="', '<item rdf:about="\n ')
    assert first_story(padded).id == "https://tide.example.org/1"


MISMATCHED = rss("<item><guid>a</guid><title>A</title></item>\n<item><guid>b</guid><title>B</titel></item>")


def test_a_mismatched_tag_is_an_error_with_its_position() -> None:
    with pytest.raises(ReadError) as caught:
        newsfeed.loads(MISMATCHED)
    assert caught.value.line == 2
    assert caught.value.column == len("<item><guid>b</guid><title>B</titel>") + 1


def test_a_document_that_ends_in_an_ampersand() -> None:
    with pytest.raises(ReadError):
        newsfeed.loads("<rss><channel>&", "rss")


def test_recover_reads_as_much_as_possible() -> None:
    feed = newsfeed.loads(MISMATCHED, recover=True)
    assert [(story.id, story.headline) for story in feed.stories] == [("a", "A"), ("b", "B")]
    assert codes(MISMATCHED, recover=True)[0] == "read.document.mended"


def test_a_document_that_is_not_a_feed_is_refused() -> None:
    with pytest.raises(ReadError, match="is not a feed"):
        newsfeed.loads("<html><body/></html>", "rss")


def test_a_duration_of_zero_is_kept() -> None:
    content = '<media:content url="https://post.example.com/a.mp4" type="video/mp4" duration="0"/>'
    assert item(content).media[0].duration == 0
    assert item(f"{content}<itunes:duration>5</itunes:duration>").media[0].duration == 0
