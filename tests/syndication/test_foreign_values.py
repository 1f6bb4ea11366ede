"""Values of feeds of any origin: titles, texts, bases, people and pictures as publishers write them."""

import pytest

import newsfeed
from newsfeed import Media, Person, Report, Story

PREFIXES = (
    ' xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:media="http://search.yahoo.com/mrss/"'
    ' xmlns:itunes="http://www.itunes.com/dtds/podcast-1.0.dtd" xmlns:source="http://source.scripting.com/"'
)


def item(elements: str, title: str = "T") -> str:
    return (
        f'<rss version="2.0"{PREFIXES}><channel><title>F</title><link>https://quay.example.org/</link>'
        f"<item><title>{title}</title><guid>g</guid><link>https://quay.example.org/1</link>{elements}</item></channel></rss>"
    )


def entry(elements: str, base: str = "") -> str:
    return (
        f'<feed xmlns="http://www.w3.org/2005/Atom"{base}><id>urn:f</id><title>F</title>'
        f"<entry><id>urn:1</id><title>T</title>{elements}</entry></feed>"
    )


def read(document: str) -> tuple[Story, list[str]]:
    report = Report()
    (story,) = newsfeed.loads(document, report=report).stories
    return story, [finding.code for finding in report]


def body(document: str) -> str:
    (section,) = read(document)[0].sections
    (block,) = section.blocks
    return str(getattr(block, "html", "") or getattr(block.text, "markup", block.text))


# --- titles ----------------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("source", "title"),
    [
        ("The &lt;nav&gt; element", "The <nav> element"),
        ("if x&lt;b and b&gt;y", "if x<b and b>y"),
        ("Write to &lt;desk@quay.example.org&gt; today", "Write to <desk@quay.example.org> today"),
        ("A &lt;b&gt;bold&lt;/b&gt; move &amp;amp; more", "A bold move & more"),
        ("5 &lt; 6 &gt; 4", "5 < 6 > 4"),
        ("&lt;![CDATA[Plain words]]&gt;", "Plain words"),
        ("<![CDATA[<i>Tide</i> turns]]>", "Tide turns"),
    ],
)
def test_only_elements_that_are_closed_or_void_are_markup_in_a_title(source: str, title: str) -> None:
    assert read(item("", source))[0].headline == title


def test_a_link_in_a_title_is_reported() -> None:
    story, codes = read(item("", "See &lt;a href='https://quay.example.org/x'&gt;here&lt;/a&gt;"))
    assert story.headline == "See here"
    assert codes == ["read.html.address"]


# --- texts -----------------------------------------------------------------------------------------------------------------


def test_escaped_cdata_is_unwrapped() -> None:
    story, _ = read(item("<description>&lt;![CDATA[Some text]]&gt;</description>"))
    assert story.summary == "Some text"


def test_empty_lines_of_plain_content_separate_paragraphs() -> None:
    assert body(entry('<content type="text">One &lt; two.\n\nThree.</content>')) == "<p>One &lt; two.</p><p>Three.</p>"


def test_a_picture_in_base64_is_no_text() -> None:
    story, codes = read(entry('<content type="image/png">iVBORw0KGgo=</content>'))
    assert story.sections == ()
    assert codes == ["read.attribute.dropped", "read.element.dropped"]


def test_markdown_is_the_body_of_an_item_without_html() -> None:
    assert body(item("<source:markdown>One *two*</source:markdown>")) == "<p>One <em>two</em></p>"


def test_markup_outside_of_a_text_is_reported_instead_of_kept() -> None:
    story, codes = read(item('<script xmlns="http://www.w3.org/1999/xhtml">run()</script>'))
    assert story.extensions == ()
    assert codes == ["read.element.dropped"]


# --- bases -----------------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("feed_base", "content_base", "link", "address"),
    [
        ("", "https://quay.example.org/p/", "x", "https://quay.example.org/p/x"),
        ("https://feeds.quay.example.org/", "https://quay.example.org/", "/x", "https://quay.example.org/x"),
        ("https://quay.example.org/a/", "b/", "x", "https://quay.example.org/a/b/x"),
    ],
)
def test_links_are_resolved_against_the_nearest_base(
    feed_base: str, content_base: str, link: str, address: str
) -> None:
    base = f' xml:base="{feed_base}"' if feed_base else ""
    content = f'<content type="html" xml:base="{content_base}">&lt;a href="{link}"&gt;x&lt;/a&gt;</content>'
    assert body(entry(content, base)) == f'<a href="{address}">x</a>'


def test_each_element_can_have_a_base() -> None:
    story, _ = read(
        entry(
            '<summary type="xhtml"><div xmlns="http://www.w3.org/1999/xhtml" xml:base="https://a.example.org/">'
            '<a href="x">x</a></div></summary><link rel="enclosure" xml:base="https://b.example.org/" href="a.mp3"/>'
            '<author xml:base="https://c.example.org/"><name>Ann</name><uri>me</uri></author>'
        )
    )
    assert getattr(story.summary, "markup", "") == '<a href="https://a.example.org/x">x</a>'
    assert [media.url for media in story.media] == ["https://b.example.org/a.mp3"]
    assert story.authors == (Person(name="Ann", url="https://c.example.org/me"),)


def test_the_address_of_the_item_is_the_base_of_its_text() -> None:
    story, codes = read(item("<description>&lt;a href='x'&gt;x&lt;/a&gt;</description>"))
    assert getattr(story.summary, "markup", "") == '<a href="https://quay.example.org/x">x</a>'
    assert codes == ["read.link.base"]


# --- people, addresses, pictures -------------------------------------------------------------------------------------------


def test_a_person_named_in_two_elements_is_one() -> None:
    story, codes = read(item("<dc:creator>Ann</dc:creator><author>ann@quay.example.org (Ann)</author>"))
    assert story.authors == (Person(name="Ann", email="ann@quay.example.org"),)
    assert codes == []


def test_two_persons_of_one_name_in_one_kind_of_element_stay_two() -> None:
    assert len(read(item("<dc:creator>Ann</dc:creator><dc:creator>Ann</dc:creator>"))[0].authors) == 2


def test_the_only_recording_is_the_address_of_a_story_without_address_and_id() -> None:
    document = '<rss version="2.0"><channel><item><enclosure url="https://e.example.org/a.mp3"/></item></channel></rss>'
    story, codes = read(document)
    assert story.url == "https://e.example.org/a.mp3"
    assert codes == ["read.url.derived", "read.id.derived"]


@pytest.mark.parametrize(
    ("elements", "url"),
    [
        ("<image><url>https://e.example.org/i.png</url></image>", "https://e.example.org/i.png"),
        ('<itunes:image href="https://e.example.org/i.png"/>', "https://e.example.org/i.png"),
        ('<enclosure url="https://e.example.org/a.mp3" type="audio/mpeg"/>', None),
        (
            '<enclosure url="https://e.example.org/a.mp3" type="audio/mpeg"/><media:thumbnail url="https://e.example.org/t.png"/>',
            "https://e.example.org/t.png",
        ),
    ],
)
def test_the_lead_image(elements: str, url: str | None) -> None:
    image = read(item(elements))[0].lead_image
    assert image == (None if url is None else Media(url=url, medium="image"))


def test_the_lead_image_of_a_text() -> None:
    images = "<img src='data:image/gif;base64,R0' alt='a'><img src='/i.png?a=1&amp;b=2' alt='The &quot;quay&quot;'>"
    html = f"<p>x</p>{images}<p>y</p>"
    image = read(item(f"<description><![CDATA[{html}]]></description>"))[0].lead_image
    assert image == Media(url="https://quay.example.org/i.png?a=1&b=2", medium="image", alt='The "quay"')


def test_an_id_that_occurs_twice_is_reported_and_both_stories_are_kept() -> None:
    document = "<rss version='2.0'><channel><item><guid>a</guid></item><item><guid>a</guid></item></channel></rss>"
    report = Report()
    assert len(newsfeed.loads(document, report=report).stories) == 2
    assert [finding.code for finding in report] == ["read.id.repeated"]


# --- values without a place ------------------------------------------------------------------------------------------------


def test_a_second_value_is_reported() -> None:
    report = Report()
    newsfeed.loads(item("<title>Other words</title>"), report=report)
    (finding,) = report
    assert finding.code == "read.value.repeated"
    assert finding.path == "/rss/channel/item[1]/title"
    assert "Other words" in finding.message


def test_the_element_of_a_module_is_kept_if_its_value_does_not_count() -> None:
    story, codes = read(item("<description>Short.</description><itunes:summary>Long.</itunes:summary>"))
    assert story.summary == "Short."
    assert [extension.content for extension in story.extensions] == [("Long.",)]
    assert codes == []


def test_an_unknown_attribute_is_reported() -> None:
    report = Report()
    newsfeed.loads(item('<category domain="Topics">Sea</category>'), report=report)
    (finding,) = report
    assert finding.code == "read.attribute.dropped"
    assert "Topics" in finding.message


@pytest.mark.parametrize(
    ("elements", "value"),
    [
        ("<created>2026-01-01T00:00:00Z</created><published>2026-01-02T00:00:00Z</published>", "2026-01-01"),
        ("<modified>2026-01-01T00:00:00Z</modified><updated>2026-01-02T00:00:00Z</updated>", "2026-01-01"),
    ],
)
def test_a_value_of_lower_rank_is_reported(elements: str, value: str) -> None:
    report = Report()
    newsfeed.loads(entry(elements), report=report)
    (finding,) = report
    assert finding.code == "read.value.repeated"
    assert value in finding.message
