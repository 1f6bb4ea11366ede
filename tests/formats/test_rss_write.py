"""RSS as other readers and validators expect it: descriptions, addresses, authors and links, which come back as they were."""

from datetime import UTC, datetime
from typing import Any

import pytest

import newsfeed
from examples import plain_story
from newsfeed import (
    Extension,
    Feed,
    Hub,
    Link,
    Markup,
    Media,
    Organization,
    Paragraph,
    Person,
    Podcast,
    Rights,
    Section,
    Source,
    Story,
    Translation,
)
from newsfeed.syndication.excerpts import excerpt
from roundtrip import check

NOON = datetime(2026, 3, 2, 12, 0, tzinfo=UTC)
LONG = "The tide rises & falls. " * 40


def feed(**values: Any) -> Feed:
    """Return a feed of one story."""
    story = Story(**{"id": "urn:example:1", "headline": "One", "updated": NOON, **values})
    return Feed(title="Quay", url="https://quay.example.com/", description="Tides", updated=NOON, stories=[story])


def written(item: Feed, name: str = "rss", **options: Any) -> str:
    """Return a feed as it is written; what is read back is the same."""
    data = newsfeed.dumps(item, name, **options)
    assert newsfeed.loads(data, name).stories == item.stories
    return data.decode()


def body(text: str) -> tuple[Section, ...]:
    """Return the section of a body."""
    return (Section(heading="Background", blocks=(Paragraph(text=text),)),)


# --- namespaces ------------------------------------------------------------------------------------------------------------


def with_feed(**values: Any) -> Feed:
    """Return a feed with some values, of a story without any but its id."""
    return Feed(title="Quay", url="https://quay.example.com/", stories=[Story(id="urn:example:1")]).replace(**values)


@pytest.mark.parametrize(
    "item",
    [
        with_feed(stories=[Story(id="urn:example:1", rights=Rights(year=2026))]),
        with_feed(stories=[Story(id="urn:example:1", translations=[Translation(url="https://quay.example.com/de")])]),
        with_feed(stories=[Story(id="urn:example:1", sections=[Section(blocks=[Markup("")])])]),
        with_feed(hubs=[Hub(url="https://hub.example.com/", type="rssCloud")]),
        with_feed(links=[Link(url="https://quay.example.com/2", rel="alternate", type="text/html")]),
    ],
    ids=["rights", "translation", "body", "hub", "link"],
)
def test_a_value_that_is_lost_declares_no_namespace(item: Feed) -> None:
    check(item, "rss")
    assert b"xmlns:" not in newsfeed.dumps(item, "rss")


# --- descriptions ----------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("text", ["The tide rises.", LONG, "x" * 900, "a < b & c", "A day, " * 41])
def test_a_description_is_made_of_the_body_and_is_no_summary(text: str) -> None:
    document = written(feed(sections=body(text)))
    assert document.index("<description>", document.index("<item>")) < document.index("<content:encoded>")
    codes = [finding.code for finding in newsfeed.validate(document, "rss") if finding.severity != "info"]
    assert not [code for code in codes if "description" in code]


def test_a_description_is_left_out_on_demand() -> None:
    document = written(feed(sections=body(LONG)), description="none")
    assert "<description>" not in document[document.index("<item>") :]
    with pytest.raises(newsfeed.ArgumentError):
        newsfeed.dumps(feed(), "rss", description="some")  # type: ignore[arg-type]
    with pytest.raises(newsfeed.ArgumentError):
        newsfeed.dumps(feed(), "atom", description="none")


def test_a_summary_is_kept_even_if_the_body_begins_with_it() -> None:
    item = feed(summary="The tide rises.", sections=body("The tide rises. And then it falls."))
    assert "<description>The tide rises.</description>" in written(item)


def test_the_cache_tells_descriptions_apart() -> None:
    cache, item = newsfeed.RenderCache(), feed(sections=body(LONG))
    with_description = newsfeed.dumps(item, "rss", cache=cache)
    assert newsfeed.dumps(item, "rss", cache=cache, description="none") != with_description


@pytest.mark.parametrize(
    ("html", "text"),
    [
        ("<h2>Head</h2><p>One <b>t</b>wo.</p><p>Three &amp; four.</p>", "One two. Three & four."),
        ("<p>One.</p><script>two()</script><table><tr><td>3</td></tr></table><!-- four -->", "One."),
        (f"<p>{'word ' * 100}</p>", "word " * 55 + "word…"),
        (f"<p>{'x' * 400}</p>", "x" * 280 + "…"),
        (f'<p title="{"y" * 5000}">One.</p>', "One."),
        ("<img src='a'/>", ""),
    ],
)
def test_excerpts(html: str, text: str) -> None:
    assert excerpt(html) == text


# --- addresses -------------------------------------------------------------------------------------------------------------

IRI = "https://müller.example.com/ä"
URI = "https://xn--mller-kva.example.com/%C3%A4"


def test_addresses_are_uris_and_come_back_as_iris() -> None:
    item = feed(
        url=f"{IRI}/1",
        media=[Media(url=f"{IRI}.mp3", type="audio/mpeg", thumbnail=f"{IRI}.png")],
        rights=Rights(license=f"{IRI}/licence"),
        source=Source(title="Wire", feed_url=f"{IRI}/wire"),
        podcast=Podcast(image=f"{IRI}/cover.png"),
    ).replace(url=IRI, logo=f"{IRI}/logo.png")
    document = written(item)
    assert newsfeed.loads(document) == item
    assert f"<link>{URI}</link>" in document
    assert f"<link>{URI}/1</link>" in document
    assert not [finding.code for finding in newsfeed.validate(document, "rss") if finding.code.endswith(".iri")]
    assert newsfeed.losses(item.stories[0], "rss") == ()


def test_a_percent_encoded_address_comes_back_as_it_was() -> None:
    document = written(feed(url=URI, media=[Media(url=f"{IRI}.png", medium="image")], updated=None).replace(url=URI))
    assert "xmlns:atom" in document
    assert newsfeed.loads(document).url == URI


def test_media_of_atom_have_uris_too() -> None:
    document = written(feed(url=IRI, media=[Media(url=f"{IRI}.png", medium="image")]), "atom")
    assert f'<link href="{IRI}" rel="alternate"' in document
    assert f'<media:content url="{URI}.png"' in document


def test_only_web_addresses_are_permanent_links() -> None:
    address = "ftp://quay.example.com/1"
    assert 'isPermaLink="false">ftp:' in written(feed(id=address, url=address))


@pytest.mark.parametrize("name", ["rss", "atom"])
def test_alternates_of_one_type_are_written_once(name: str) -> None:
    links = [Link(url=f"https://quay.example.com/{number}", rel="alternate", type="text/html") for number in (2, 3)]
    item = feed(url="https://quay.example.com/1", links=links)
    document = newsfeed.dumps(item.replace(links=links), name).decode()
    assert [finding.code for finding in newsfeed.validate(document, name) if finding.severity == "error"] == []


# --- authors ---------------------------------------------------------------------------------------------------------------


def test_an_author_with_an_address_is_one_person_with_a_readable_name() -> None:
    document = written(feed(authors=[Person(name="Ann Quay", email="ann@quay.example.com")]))
    assert "<author>ann@quay.example.com (Ann Quay)</author>\n<dc:creator>Ann Quay</dc:creator>" in document


@pytest.mark.parametrize(
    ("elements", "authors"),
    [
        (
            "<dc:creator>Ann</dc:creator><author>a@example.com (Ann)</author>",
            [Person(name="Ann", email="a@example.com")],
        ),
        (
            "<dc:creator>Bo</dc:creator><author>a@example.com (Ann)</author>",
            [Person(name="Bo"), Person(name="Ann", email="a@example.com")],
        ),
        ("<dc:creator>Ann</dc:creator><dc:creator>Ann</dc:creator>", [Person(name="Ann"), Person(name="Ann")]),
    ],
)
def test_one_person_in_two_elements(elements: str, authors: list[Person]) -> None:
    document = (
        '<rss version="2.0" xmlns:dc="http://purl.org/dc/elements/1.1/"><channel><title>Quay</title><item>'
        f"<title>One</title><guid>1</guid>{elements}</item></channel></rss>"
    )
    assert list(newsfeed.loads_story(document).authors) == authors


def test_organizations_are_not_taken_for_the_author() -> None:
    item = feed(authors=[Organization(name="The Desk", email="desk@quay.example.com")])
    assert newsfeed.loads(newsfeed.dumps(item, "rss")).stories[0].authors == (
        Person(name="The Desk", email="desk@quay.example.com"),
    )


# --- leftovers of other versions ---------------------------------------------------------------------------------------------


def test_nothing_of_rss_10_is_left_over() -> None:
    document = """<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#" xmlns="http://purl.org/rss/1.0/">
    <channel rdf:about="https://quay.example.com/rss"><title>Quay</title><link>https://quay.example.com/</link>
    <description>Tides</description><image rdf:resource="https://quay.example.com/a.png"/>
    <textinput rdf:resource="https://quay.example.com/find"/><items><rdf:Seq><rdf:li rdf:resource="https://quay.example.com/1"/>
    </rdf:Seq></items></channel><image rdf:about="https://quay.example.com/a.png"><title>Quay</title>
    <url>https://quay.example.com/a.png</url><link>https://quay.example.com/</link></image>
    <item rdf:about="https://quay.example.com/1"><title>One</title><link>https://quay.example.com/1</link></item>
    <textinput rdf:about="https://quay.example.com/find"><title>Find</title><description>Search</description><name>q</name>
    <link>https://quay.example.com/find</link></textinput></rdf:RDF>"""
    item = newsfeed.loads(document)
    data = newsfeed.dumps(item, "rss")
    assert [finding for finding in newsfeed.validate(data, "rss") if finding.severity == "error"] == []
    assert b"rdf" not in data
    assert b"<textInput><title>Find</title>" in data


def test_nothing_of_atom_03_is_left_over() -> None:
    document = """<feed version="0.3" xmlns="http://purl.org/atom/ns#"><title>Quay</title>
    <link rel="alternate" type="text/html" href="https://quay.example.com/"/><modified>2026-03-02T12:00:00Z</modified>
    <info>Atom 0.3</info><contributor><name>Ann</name><url>https://quay.example.com/ann</url></contributor>
    <author><name>Bo</name></author><entry><title>One</title><id>urn:example:1</id><issued>2026-03-02T12:00:00Z</issued>
    <modified>2026-03-02T12:00:00Z</modified></entry></feed>"""
    report = newsfeed.Report()
    item = newsfeed.loads(document, report=report)
    assert [finding.code for finding in report] == ["read.element.dropped"]
    for name in ("rss", "atom"):
        data = newsfeed.dumps(item, name)
        assert [finding for finding in newsfeed.validate(data, name) if finding.severity == "error"] == []
        assert newsfeed.loads(data).extensions == item.extensions
        assert b"Ann" in data
        assert b"purl.org/atom" not in data


def test_the_first_page_for_comments_is_the_comments_of_the_item() -> None:
    links = [
        newsfeed.Link(url="https://quay.example.com/related"),
        newsfeed.Link(url="https://quay.example.com/1/replies", rel="replies", title="All replies"),
        newsfeed.Link(url="https://quay.example.com/1/comments", rel="replies"),
        newsfeed.Link(url="https://quay.example.com/1/more", rel="replies"),
        newsfeed.Link(url="urn:example:replies", rel="replies"),
    ]
    item = feed(url="https://quay.example.com/1", links=links)
    data = newsfeed.dumps(item, "rss")
    assert data.count(b"<comments>") == 1
    assert b"<comments>https://quay.example.com/1/comments</comments>" in data
    assert newsfeed.loads(data).stories[0].links == tuple(links)
    assert newsfeed.validate(data).valid


# --- before it is written ----------------------------------------------------------------------------------------------------


def test_validation_of_a_feed_names_what_its_document_would_have() -> None:
    extension = newsfeed.Extension(name="{http://purl.org/rss/1.0/modules/slash/}comments", content=("many",))
    item = feed(
        url="https://quay.example.com/1", extensions=[extension], sections=(Section(blocks=(Markup("<p>One.</p>"),)),)
    )
    codes = {finding.code for finding in newsfeed.validate(newsfeed.dumps(item, "rss"), "rss")}
    findings = {finding.code: finding for finding in newsfeed.validate(item, "rss")}
    assert "slash.comments.invalid" in codes
    assert findings["slash.comments.invalid"].path == "feed.stories[0]"
    assert "slash.comments.invalid" in [finding.code for finding in newsfeed.validate(item.stories[0], "rss")]


@pytest.mark.parametrize("name", ["rss", "atom"])
@pytest.mark.parametrize(
    ("element", "attributes"),
    [("title", {"type": "", "width": "1"}), ("content", {"url": "https://example.com/b", "x": "1"})],
)
def test_an_extension_with_an_attribute_of_a_field_is_a_loss(
    name: str, element: str, attributes: dict[str, str]
) -> None:
    extension = Extension(name=f"{{http://search.yahoo.com/mrss/}}{element}", attributes=attributes)
    extensions = [Extension(name="{urn:x-example:ns}rating"), extension]
    media = Media(url="https://example.com/a.png", title="Tide", extensions=extensions)
    check(plain_story(media=[media]), name)
