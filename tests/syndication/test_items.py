"""Elements of items, one by one: the values that they become, and what is told of the rest."""

import pytest

import newsfeed
from feed_documents import atom, rss
from newsfeed import Finding, Podcast, Report, Source, Story

F = "https://f.example.com"


def item(elements: str) -> tuple[Story, list[Finding]]:
    report = Report()
    (story,) = newsfeed.loads(rss(f"<item><guid>a1</guid>{elements}</item>"), report=report).stories
    return story, list(report)


def told(findings: list[Finding]) -> list[str]:
    return [finding.message.partition(" is left out")[0].removeprefix("the attribute ") for finding in findings]


# --- links -----------------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("element", "url", "messages"),
    [
        ("<link/>", None, []),
        (f"<link>{F}/1</link>", f"{F}/1", []),
        (f'<link href="{F}/1"/>', f"{F}/1", []),
        (f'<link href="{F}/2">{F}/1</link>', f"{F}/1", []),
        (f"<link>{F}/1</link><link>{F}/1</link>", f"{F}/1", []),
        (f"<link>{F}/1</link><link>{F}/2</link>", f"{F}/2", [f"another <link>, '{F}/1',"]),
        (f'<link title="x" type="text/html">{F}/1</link>', f"{F}/1", ["title='x' of <link>"]),
        (f'<link type="audio/mpeg">{F}/1</link>', f"{F}/1", ["type='audio/mpeg' of <link>"]),
        (f'<link length="5">{F}/1</link>', f"{F}/1", ["length='5' of <link>"]),
        (f'<atom:link href="{F}/1"/>', f"{F}/1", []),
        (f'<atom:link rel="" href="{F}/1"/>', f"{F}/1", []),
        (f'<atom:link rel=" alternate " href="{F}/1" type="text/html; charset=utf-8"/>', f"{F}/1", []),
        (f'<atom:link rel="http://www.iana.org/assignments/relation/alternate" href="{F}/1"/>', f"{F}/1", []),
        (f'<atom:link href="{F}/1" title="t" hreflang=" " length="0"/>', f"{F}/1",
         ["title='t' of <atom:link>", "length='0' of <atom:link>"]),
        (f'<atom:link href="{F}/1">{F}/2</atom:link>', f"{F}/1", ["atom:link"]),
        (f"<atom:link>{F}/2</atom:link>", f"{F}/2", ["atom:link"]),
        ('<atom:link rel="self" href="javascript:x"/>', None, [
            "the link 'javascript:x' has a scheme that is unsafe in a link; it", "rel='self' of <atom:link>",
        ]),
    ],
)  # fmt: skip
def test_the_address_of_an_item(element: str, url: str | None, messages: list[str]) -> None:
    story, findings = item(element)
    assert (story.url, story.links) == (url, ())
    assert [message.replace("; it is left out", "; it") for message in told(findings)] == messages


@pytest.mark.parametrize(
    ("attributes", "rel"),
    [
        ('rel="related"', "related"),
        ('rel="http://www.iana.org/assignments/relation/related"', "related"),
        ('type="application/rss+xml"', "alternate"),
        ('type="application/pdf"', "alternate"),
        ('rel="license"', "license"),
        ('rel="self"', "self"),
    ],
)
def test_other_links_of_an_item(attributes: str, rel: str) -> None:
    story, findings = item(f'<atom:link {attributes} href="{F}/1" title="T" length="7"/>')
    assert (story.url, findings) == (None, [])
    assert [(link.rel, link.url, link.title, link.length) for link in story.links] == [(rel, f"{F}/1", "T", 7)]


def test_the_second_alternate_of_an_item_is_a_link() -> None:
    story, _ = item(f'<atom:link href="{F}/1"/><atom:link href="{F}/2"/>')
    assert (story.url, [link.url for link in story.links]) == (f"{F}/1", [f"{F}/2"])


@pytest.mark.parametrize(
    ("language", "links", "url", "translations", "others"),
    [
        ("de", ["de", "nl"], 0, [("nl", 1)], []),
        ("de", ["nl", "de"], 1, [("nl", 0)], []),
        ("de", ["nl", "fr"], 0, [("fr", 1)], []),
        ("", ["nl", "fr"], 0, [("fr", 1)], []),
        ("de", ["", "nl"], 0, [("nl", 1)], []),
        ("de", ["", "de"], 0, [], [1]),
        ("de", ["", "DE"], 0, [], [1]),
        ("de", ["de", "de"], 0, [], [1]),
        ("de", ["de", "??"], 0, [], [1]),
    ],
)
def test_links_to_the_page_in_other_languages_are_translations(
    language: str, links: list[str], url: int, translations: list[tuple[str, int]], others: list[int]
) -> None:
    elements = "".join(f'<link href="{F}/{number}" hreflang="{name}"/>' for number, name in enumerate(links))
    document = atom(f'<entry xml:lang="{language}"><id>urn:x-quay:1</id>{elements}</entry>')
    (story,) = newsfeed.loads(document).stories
    assert story.url == f"{F}/{url}"
    assert [(item.language, item.url) for item in story.translations] == [
        (name, f"{F}/{to}") for name, to in translations
    ]
    assert [link.url for link in story.links] == [f"{F}/{number}" for number in others]


@pytest.mark.parametrize(
    ("guid", "url"),
    [
        (f"<guid>{F}/1</guid>", f"{F}/1"),
        (f"<guid isPermaLink='TRUE'>{F}/1</guid>", f"{F}/1"),
        (f"<guid isPermaLink=' '>{F}/1</guid>", None),
        (f"<guid isPermaLink=''>{F}/1</guid>", f"{F}/1"),
        (f"<guid ispermalink='false'>{F}/1</guid>", None),
        ("<guid>x/1</guid>", "https://post.example.com/x/1"),
        ("<guid>x:y/1</guid>", None),
        ("<guid>x1</guid>", None),
        ("<guid>HTTP://f.example.com/1</guid>", None),
    ],
)
def test_a_guid_is_an_address_if_it_looks_like_one(guid: str, url: str | None) -> None:
    (story,) = newsfeed.loads(rss(f"<item>{guid}<title>T</title></item>")).stories
    assert story.url == url


@pytest.mark.parametrize(
    ("enclosures", "url", "id_"),
    [
        ('<enclosure url="https://f.example.com/a.mp3"/>', f"{F}/a.mp3", ""),
        ('<enclosure url="https://f.example.com/a" type="video/mp4"/>', f"{F}/a", ""),
        ('<enclosure url="https://f.example.com/a.jpg"/>', None, ""),
        ('<enclosure url="https://f.example.com/a.mp3"/><enclosure url="https://f.example.com/b.mp3"/>', None, ""),
        ('<enclosure url="https://f.example.com/a.mp3"/><link>https://f.example.com/1</link>', f"{F}/1", ""),
        ('<enclosure url="https://f.example.com/a.mp3"/><guid>a1</guid>', None, "a1"),
        ("", None, ""),
    ],
)
def test_the_only_recording_is_the_address_of_an_item_without_another(
    enclosures: str, url: str | None, id_: str
) -> None:
    report = Report()
    (story,) = newsfeed.loads(rss(f"<item><title>T</title>{enclosures}</item>"), report=report).stories
    assert story.url == url
    assert ("read.url.derived" in {finding.code for finding in report}) is (url or "").endswith(("/a.mp3", "/a"))
    assert not id_ or story.id == id_


# --- pictures, files, sources ----------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("element", "url", "messages"),
    [
        ("<image/>", None, []),
        (f"<image>{F}/i.png</image>", f"{F}/i.png", []),
        (f'<image href="{F}/i.png"/>', f"{F}/i.png", []),
        (f"<image><url>{F}/i.png</url></image>", f"{F}/i.png", []),
        (f'<image href="{F}/i.png">words</image>', f"{F}/i.png", ["image"]),
        (f"<image><url>{F}/i.png</url>words</image>", f"{F}/i.png", ["image"]),
        (f'<image href="{F}/i.png"><url>{F}/j.png</url></image>', f"{F}/i.png", ["url"]),
        (f"<image><url>{F}/i.png</url><url>{F}/j.png</url></image>", f"{F}/i.png", ["url"]),
        (f"<title>T</title><image><url>{F}/i.png</url><title>T</title><width/></image>", f"{F}/i.png", ["width"]),
        (f"<title>T</title><image><url>{F}/i.png</url><title>U</title></image>", f"{F}/i.png", ["title"]),
        (f"<link>{F}/1</link><image><url>{F}/i.png</url><link>{F}/1</link></image>", f"{F}/i.png", []),
        (f'<image href="{F}/i.png"/><image href="{F}/i.png"/>', f"{F}/i.png", []),
        (f'<image href="{F}/i.png" url="{F}/h.png"/>', f"{F}/i.png", [f"url='{F}/h.png' of <image>"]),
        (f'<image href="{F}/i.png" url="{F}/j.png"/>', f"{F}/i.png", [f"url='{F}/j.png' of <image>"]),
        (f'<image href="{F}/i.png" url="{F}/i.png"/>', f"{F}/i.png", []),
        (f'<image href="{F}/i.png"/><image href="{F}/j.png"/>', f"{F}/i.png", [f"another <image>, '{F}/j.png',"]),
    ],
)
def test_the_image_of_an_item(element: str, url: str | None, messages: list[str]) -> None:
    story, findings = item(element)
    assert [media.url for media in story.media] == ([] if url is None else [url])
    assert told(findings) == messages


@pytest.mark.parametrize(
    ("element", "media", "messages"),
    [
        (f'<enclosure url="{F}/a.mp3"/>', [("audio", None, None)], []),
        (f'<enclosure url="{F}/a" type="video/mp4" length="9"/>', [("video", "video/mp4", 9)], []),
        (f'<enclosure url="{F}/a" type=" " length="0"/>', [("other", None, None)], []),
        ("<enclosure/>", [], []),
        ('<enclosure length="5" type="x/y"/>', [], ["length='5' of <enclosure>", "type='x/y' of <enclosure>"]),
        (f'<atom:link rel="enclosure" href="{F}/a.mp3" length="7"/>', [("audio", None, 7)], []),
        (f'<atom:link rel=" enclosure ">{F}/a.mp3</atom:link>', [("audio", None, None)], ["atom:link"]),
    ],
)
def test_the_files_of_an_item(
    element: str, media: list[tuple[str, str | None, int | None]], messages: list[str]
) -> None:
    story, findings = item(element)
    assert [(file.medium, file.type, file.length) for file in story.media] == media
    assert told(findings) == messages


@pytest.mark.parametrize(
    ("element", "source", "messages"),
    [
        ("<source>S</source>", Source(title="S"), []),
        (f'<source url="{F}/s">S</source>', Source(title="S", feed_url=f"{F}/s"), []),
        (f'<source url="{F}/s"/>', Source(feed_url=f"{F}/s"), []),
        ("<source>S<b>x</b></source>", Source(title="Sx"), ["b"]),
        ("<source>S</source><source>S</source>", Source(title="S"), []),
        ("<source>S</source><source>T</source>", Source(title="T"), ["another <source>, \"Source(title='S')\","]),
        ("<atom:source><atom:title>T</atom:title><atom:id>urn:x:1</atom:id></atom:source>",
         Source(title="T", id="urn:x:1"), []),
        ("<atom:source><atom:title>T</atom:title><atom:title>T</atom:title></atom:source>", Source(title="T"), []),
        ("<atom:source><atom:title>T</atom:title><atom:title>U</atom:title></atom:source>", Source(title="T"), ["atom:title"]),
        (f'<atom:source><atom:link href="{F}/1"/><atom:link rel="self" href="{F}/2"/></atom:source>',
         Source(url=f"{F}/1", feed_url=f"{F}/2"), []),
        (f'<atom:source><atom:link rel="via" href="{F}/1"/><atom:title>T</atom:title></atom:source>', Source(title="T"),
         ["rel='via' of <atom:link>", f"href='{F}/1' of <atom:link>"]),
        ("<atom:source>words<atom:title>T</atom:title></atom:source>", Source(title="T"), ["atom:source"]),
    ],
)  # fmt: skip
def test_the_source_of_an_item(element: str, source: Source, messages: list[str]) -> None:
    story, findings = item(element)
    assert story.source == source
    assert told(findings) == messages


# --- modules ---------------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("element", "podcast"),
    [
        ("<itunes:explicit>true</itunes:explicit>", Podcast(explicit=True)),
        ("<itunes:explicit>false</itunes:explicit>", Podcast(explicit=False)),
        ("<itunes:block>Yes</itunes:block>", Podcast(block=True)),
        ("<itunes:episode>1</itunes:episode>", Podcast(episode=1)),
        ("<itunes:episode>123456789</itunes:episode>", Podcast(episode=123456789)),
        ("<itunes:season>1</itunes:season><itunes:season>1</itunes:season>", Podcast(season=1)),
        ("<itunes:episodeType>Bonus</itunes:episodeType>", Podcast(episode_type="bonus")),
        (f'<itunes:image href="{F}/i.png"/>', Podcast(image=f"{F}/i.png")),
        (f'<itunes:image url="{F}/i.png"/>', Podcast(image=f"{F}/i.png")),
        (f'<itunes:image href="{F}/i.png" url="{F}/j.png"/>', Podcast(image=f"{F}/i.png")),
    ],
)
def test_values_of_an_episode(element: str, podcast: Podcast) -> None:
    story, findings = item(element)
    assert (story.podcast, story.extensions, findings) == (podcast, (), [] if "Yes" not in element else findings)


@pytest.mark.parametrize(
    "element",
    [
        *("<itunes:explicit>maybe</itunes:explicit>", "<itunes:explicit/>", '<itunes:explicit a="b">true</itunes:explicit>'),
        *("<itunes:episode>0</itunes:episode>", "<itunes:episode>1234567890</itunes:episode>"),
        "<itunes:episode>x</itunes:episode>",
        *("<itunes:episode>²</itunes:episode>", "<itunes:episode>٣</itunes:episode>", "<itunes:episode>-1</itunes:episode>"),
        *("<itunes:episodeType>x</itunes:episodeType>", "<itunes:episode>1<b/></itunes:episode>"),
        *(f'<itunes:image href="{F}/i.png">x</itunes:image>', f'<itunes:image href="{F}/i.png" a="b"/>', "<itunes:image/>"),
    ],
)  # fmt: skip
def test_an_element_of_an_episode_with_anything_else_is_an_extension(element: str) -> None:
    story, findings = item(element)
    assert story.podcast is None
    assert [f"<itunes:{extension.name.partition('}')[2]}" in element for extension in story.extensions] == [True]
    assert findings == []


def test_another_value_of_an_episode_is_an_extension() -> None:
    story, _ = item("<itunes:season>1</itunes:season><itunes:season>2</itunes:season>")
    assert (story.podcast, [extension.content for extension in story.extensions]) == (Podcast(season=1), [("2",)])


@pytest.mark.parametrize(
    ("word", "is_told"),
    [("true", False), ("false", False), ("TRUE", True), ("yes", True), ("clean", True), (" no ", True)],
)
def test_an_older_spelling_of_explicit_is_told(word: str, *, is_told: bool) -> None:
    _, findings = item(f"<itunes:explicit>{word}</itunes:explicit>")
    assert [finding.code for finding in findings] == ["read.podcast.explicit"] * is_told


@pytest.mark.parametrize(
    ("elements", "keywords"),
    [
        ("<dc:subject> a  b </dc:subject>", ("a b",)),
        ("<itunes:keywords>a, b,,c</itunes:keywords>", ("a", "b", "c")),
        ("<media:keywords>a</media:keywords><dc:subject>a</dc:subject>", ("a",)),
        ("<dc:subject> </dc:subject>", ()),
    ],
)
def test_keywords_of_modules(elements: str, keywords: tuple[str, ...]) -> None:
    story, findings = item(elements)
    assert (story.keywords, findings) == (keywords, [])


# --- options, and elements that other versions have ------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("elements", "summary"),
    [
        ("<description>&lt;b&gt;S&lt;/b&gt; &amp;amp; T</description>", "S & T"),
        ("<description> S </description>", "S"),
        ("<content:encoded>&lt;p&gt;x&lt;/p&gt;</content:encoded>", ""),
        ("<itunes:summary>S</itunes:summary>", "S"),
    ],
)
def test_without_content_the_summary_is_plain_text(elements: str, summary: str) -> None:
    (story,) = newsfeed.loads(rss(f"<item><guid>a1</guid>{elements}</item>"), content=False).stories
    assert (story.summary, story.sections) == (summary, ())


@pytest.mark.parametrize(
    ("element", "name", "email", "messages"),
    [
        ("<author><name>Ann</name></author>", "Ann", None, []),
        ("<author><name>Ann</name><email>a@f.example.com</email></author>", "Ann", "a@f.example.com", []),
        ("<author><atom:name>Ann</atom:name></author>", "Ann", None, []),
        ("<author>a@f.example.com (Ann)<b>x</b></author>", "a@f.example.com (Ann)x", None, ["b"]),
        ("<author><b>Ann</b></author>", "Ann", None, ["b"]),
    ],
)
def test_an_author_of_rss_with_elements(element: str, name: str, email: str | None, messages: list[str]) -> None:
    story, findings = item(element)
    assert [(author.name, author.email) for author in story.authors] == [(name, email)]
    assert told(findings) == messages


def test_the_content_of_an_entry_that_is_elsewhere_has_no_text() -> None:
    for content, messages in (("words", ["atom:content"]), ("<b>x</b>", ["atom:b"]), ("", [])):
        report = Report()
        document = atom(f'<entry><id>urn:x-quay:1</id><content src="{F}/1">{content}</content></entry>')
        (story,) = newsfeed.loads(document, report=report).stories
        assert [link.url for link in story.links] == [f"{F}/1"]
        assert told(list(report)) == messages


@pytest.mark.parametrize(
    "media_type",
    ["text/html", "application/rss+xml", "application/atom+xml; type=feed", "TEXT/PLAIN", "application/pdf"],
)
def test_the_type_of_an_address_is_told_unless_it_is_that_of_a_page_or_feed(media_type: str) -> None:
    _, findings = item(f'<link type="{media_type}">{F}/1</link>')
    assert told(findings) == ([f"type={media_type!r} of <link>"] if "pdf" in media_type else [])


@pytest.mark.parametrize(
    ("element", "messages"),
    [
        ("<zebra/>", ["zebra"]),
        ('<zebra a="1"/>', ["a='1' of <zebra>"]),
        ("<zebra>x</zebra>", ["zebra"]),
        ('<title xml:space="preserve">T</title>', []),
        ('<title xml:id="t">T</title>', []),
        ('<title xml:base="https://b.example/">T</title>', []),
        ('<title xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance" xsi:type="x">T</title>', []),
        ('<title a=" ">T</title>', []),
        ('<title a="b">T</title>', ["a='b' of <title>"]),
    ],
)
def test_elements_and_attributes_that_nothing_reads(element: str, messages: list[str]) -> None:
    story, findings = item(element)
    assert story.extensions == ()
    assert told(findings) == messages
