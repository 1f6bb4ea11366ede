"""Single elements of RSS and Atom: the value that becomes of them, and what of them is told because no field has it."""

import io
from typing import Any

import pytest
from lxml import etree

import newsfeed
from feed_documents import atom, rss
from newsfeed import Feed, Person, Report, Rights, Story
from newsfeed.errors import ReadError
from newsfeed.plugins import ReadContext
from newsfeed.reading.lenient import LenientReader
from newsfeed.reading.location import Location
from newsfeed.syndication.read.draft import links_with_alternate
from newsfeed.syndication.read.extensions import read_extension
from newsfeed.syndication.read.media import seconds

A = "https://f.example.com/a"
Z = "https://f.example.com/z"


def read(document: str, **options: Any) -> tuple[Feed, list[str]]:
    """Return a feed, and what is left out of it."""
    report = Report()
    feed = newsfeed.loads(document, report=report, **options)
    return feed, [finding.message for finding in report if "dropped" in finding.code or "repeated" in finding.code]


def item(elements: str) -> tuple[Story, list[str]]:
    feed, dropped = read(rss(f"<item><guid>a1</guid>{elements}</item>"))
    return feed.stories[0], dropped


def entry(elements: str) -> tuple[Story, list[str]]:
    feed, dropped = read(atom(f"<entry><id>urn:x-quay:1</id>{elements}</entry>"))
    return feed.stories[0], dropped


def test_an_address_alone_is_the_name_too() -> None:
    story, _ = item("<author>mailto:ann@f.example.com</author>")
    assert story.authors == (Person(name="ann@f.example.com", email="ann@f.example.com"),)


def test_content_of_an_element_that_has_only_attributes_is_told() -> None:
    story, dropped = item(
        f'<enclosure url="{A}.mp3" type="audio/mpeg" length="1">words<zebra>stripes</zebra></enclosure>'
    )
    assert [media.url for media in story.media] == [f"{A}.mp3"]
    assert [text for text in ("words", "stripes") if any(f"'{text}'" in message for message in dropped)] == [
        "words",
        "stripes",
    ]


def test_the_relation_of_a_link_without_a_usable_address_is_told() -> None:
    _, dropped = entry('<link rel="related" href="javascript:x"/>')
    assert any("rel='related'" in message for message in dropped)
    _, dropped = entry('<link href="javascript:x"/>')
    assert not any("rel=" in message for message in dropped)


def test_a_file_takes_from_its_group_what_it_lacks() -> None:
    content = f'<media:content url="{A}.jpg" medium="image"/>'
    story, _ = item(
        f'<media:group>{content}<media:title type="plain" my:level="3">T</media:title>'
        "<media:description>D</media:description></media:group>"
    )
    (media,) = story.media
    assert (media.title, str(media.caption), len(media.extensions)) == ("T", "D", 1)
    own = content.replace("/>", "><media:description>Own</media:description></media:content>")
    story, _ = item(f"<media:group>{own}<media:description>D</media:description></media:group>")
    assert str(story.media[0].caption) == "Own"


def test_a_link_of_rss_is_its_text_and_else_that_of_atom() -> None:
    story, _ = item(f'<link rel="related">{A}</link>')
    assert (story.url, story.links) == (A, ())
    story, _ = item(f'<link rel="related" href="{A}"/>')
    assert (story.url, [(link.rel, link.url) for link in story.links]) == (None, [("related", A)])
    _, dropped = item(f'<link hreflang="de">{A}</link>')
    assert any("hreflang='de'" in message for message in dropped)


def test_an_author_of_a_podcast_module_counts_if_there_is_no_other() -> None:
    story, _ = item("<dc:creator>Ann</dc:creator><itunes:author>Ann</itunes:author>")
    assert (story.authors, story.extensions) == ((Person(name="Ann"),), ())
    for name in ("Aaron", "Zed"):
        story, dropped = item(f"<dc:creator>Ann</dc:creator><itunes:author>{name}</itunes:author>")
        assert story.authors == (Person(name="Ann"),)
        assert len(story.extensions) + len(dropped) == 1


def test_a_notice_or_a_license_alone_are_rights() -> None:
    assert entry("<rights>© Quay</rights>")[0].rights == Rights(notice="© Quay")
    assert entry(f'<link rel="license" href="{A}"/>')[0].rights == Rights(license=A)
    assert entry("")[0].rights is None


def test_a_category_of_a_podcast_with_other_attributes_is_an_extension() -> None:
    known = '<itunes:category text="News"><itunes:category text="Tides"/></itunes:category>'
    feed, _ = read(rss(known))
    assert feed.podcast is not None
    assert [(category.name, category.subcategories) for category in feed.podcast.categories] == [("News", ("Tides",))]
    feed, _ = read(rss('<itunes:category text="News" level="3"/>'))
    assert feed.podcast is None or feed.podcast.categories == ()


def test_the_image_of_an_item_has_one_address() -> None:
    for image in (f'<image href="{A}.png"/>', f'<image url="{A}.png"/>', f'<image href="{A}.png" url="{A}.png"/>'):
        story, dropped = item(image)
        assert ([media.url for media in story.media], dropped) == ([f"{A}.png"], [])
    story, dropped = item(f'<image href="{A}.png" url="{Z}.png"/>')
    assert [media.url for media in story.media] == [f"{A}.png"]
    assert any(f"url='{Z}.png'" in message for message in dropped)


def test_links_of_a_feed_by_their_relation() -> None:
    feed, _ = read(atom(f'<link rel="about" href="{A}"/><link rel="self" href="{Z}"/><link rel="up" href="{A}/b"/>'))
    assert feed.feed_url == Z
    assert [(link.rel, link.url) for link in feed.links] == [("about", A), ("up", f"{A}/b")]


def test_attributes_of_other_vocabularies_within_markup_are_told() -> None:
    _, dropped = entry(
        '<content type="xhtml"><div xmlns="http://www.w3.org/1999/xhtml" xmlns:x="urn:x-y:1"><p class="c" x:a="1" x:b="">T</p>'
        "</div></content>"
    )
    assert len(dropped) == 1
    assert "a='1'" in dropped[0] or "}a" in dropped[0]


@pytest.mark.parametrize(("link", "alternate", "count"), [(A, Z, 1), (Z, A, 1), (A, A, 0), (None, A, 0), (A, None, 0)])
def test_another_address_is_a_link(link: str | None, alternate: str | None, count: int) -> None:
    assert len(links_with_alternate((), link, alternate)) == count


@pytest.mark.parametrize("root", ["feed", "rss"])
def test_the_root_decides_in_any_namespace(root: str) -> None:
    if root == "feed":
        document = f'<feed xmlns="urn:x-wrong:1"><id>{A}</id><title>T</title><entry><id>{Z}</id><title>U</title></entry></feed>'
    else:
        item_source = f"<item><guid>{Z}</guid><title>U</title></item>"
        document = f'<rss xmlns="urn:x-wrong:1"><channel><title>T</title>{item_source}</channel></rss>'
    feed, _ = read(document, format=root.replace("feed", "atom"))
    assert [(story.id, story.headline) for story in feed.stories] == [(Z, "U")]


def test_a_list_of_feeds_is_named_as_such() -> None:
    with pytest.raises(ReadError, match="it is OPML, a list of feeds"):
        newsfeed.loads("<opml/>", "rss")
    with pytest.raises(ReadError, match="its root element is <zoo>"):
        newsfeed.loads("<zoo/>", "rss")


def test_a_stream_has_each_item_once_and_no_item_within_another_element() -> None:
    items = "".join(
        f"<item><guid>{number}</guid><my:box><item><guid>x</guid></item></my:box></item>" for number in "123"
    )
    document = rss(f"{items}<ttl>5</ttl>")
    stories = list(newsfeed.iter_stories(io.BytesIO(document.encode()), "rss"))
    assert [story.id for story in stories] == ["1", "2", "3"]
    assert [story.id for story in newsfeed.loads(document).stories] == ["1", "2", "3"]


def test_a_namespace_in_upper_case_is_known() -> None:
    story, _ = item('<d:creator xmlns:d="HTTP://PURL.ORG/DC/ELEMENTS/1.1/">Ann</d:creator>')
    assert story.authors == (Person(name="Ann"),)


def test_an_element_without_a_namespace_is_told_unless_it_is_empty() -> None:
    def messages(element: str) -> list[str]:
        report = Report()
        reader = LenientReader(ReadContext(report=report))
        assert read_extension(etree.fromstring(element), reader, Location("/rss")) is None
        return [finding.message for finding in report]

    assert messages("<zebra/>") == messages("<zebra> </zebra>") == []
    for element in ("<zebra>x</zebra>", '<zebra a="1"/>', "<zebra><b/></zebra>"):
        assert len(messages(element)) == 1, element


@pytest.mark.parametrize("title", ["a < b", "a &lt b", "AT&T", "R&D <3"])
def test_a_title_that_is_no_html_is_kept(title: str) -> None:
    escaped = title.replace("&", "&amp;").replace("<", "&lt;")
    assert item(f"<title>{escaped}</title>")[0].headline == title


@pytest.mark.parametrize(
    ("text", "duration"),
    [
        ("90", 90), ("1:30", 90), ("1:00:30", 3630), ("1.5", 1.5), ("0", 0), ("999999999", 999_999_999),
        ("1000000000", None), ("-1", None), ("1:x", None), ("", None), (None, None),
    ],
)  # fmt: skip
def test_a_duration_in_seconds(text: str | None, duration: float | None) -> None:
    assert seconds(text) == duration
