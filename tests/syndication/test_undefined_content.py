"""Attributes and elements of other vocabularies in links and persons of RSS and Atom."""

import pytest

import newsfeed
from newsfeed import Extension, Feed, Link, Organization, Person, Report, Story

ATOM, THREADS, GOOGLE = (
    "{http://www.w3.org/2005/Atom}",
    "{http://purl.org/syndication/thread/1.0}",
    "{http://schemas.google.com/g/2005}",
)
DECLARED = (
    'xmlns:a="http://www.w3.org/2005/Atom" xmlns:thr="http://purl.org/syndication/thread/1.0" '
    'xmlns:gd="http://schemas.google.com/g/2005" xmlns:dc="http://purl.org/dc/elements/1.1/"'
)
LINK = '<a:link rel="{0}" href="https://quay.example.com/2" thr:count="3" foo="1" xml:lang="en"/>'
DETAILS = Extension(name=f"{ATOM}link", attributes={f"{THREADS}count": "3"})
IMAGE = Extension(name=f"{GOOGLE}image", attributes={"src": "//quay.example.com/a.gif"})


def atom(entry: str = "", feed: str = "") -> str:
    return (
        f"<a:feed {DECLARED}><a:id>urn:f</a:id><a:title>F</a:title><a:updated>2026-05-18T12:00:00Z</a:updated>{feed}"
        f"<a:entry><a:id>urn:1</a:id><a:title>T</a:title><a:updated>2026-05-18T12:00:00Z</a:updated>{entry}</a:entry></a:feed>"
    )


def rss(item: str) -> str:
    return (
        f'<rss version="2.0" {DECLARED}><channel><title>F</title><item><guid>urn:1</guid>{item}</item></channel></rss>'
    )


def written(story: Story, name: str) -> str:
    feed = Feed(title="F", url="https://quay.example.com/", updated="2026-05-18T12:00:00Z", stories=[story])
    return newsfeed.dumps(feed, name).decode()


@pytest.mark.parametrize(
    ("document", "name"), [(atom(LINK.format("replies")), "atom"), (rss(LINK.format("replies")), "rss")]
)
def test_a_link_keeps_the_attributes_of_other_vocabularies(document: str, name: str) -> None:
    report = Report()
    (story,) = newsfeed.loads(document, name, report=report).stories
    link = Link(url="https://quay.example.com/2", rel="replies", extensions=[DETAILS])
    assert story.links == (link,)
    assert [finding.message for finding in report if "count" in finding.message] == []
    assert [finding.code for finding in report if "foo" in finding.message] == ["read.attribute.dropped"]
    assert newsfeed.loads(written(story, name), name).stories[0].links == (link,)
    assert "links" not in str(newsfeed.losses(story, name))


def test_the_attributes_of_a_link_with_a_field_are_reported() -> None:
    report = Report()
    feed = newsfeed.loads(atom(LINK.format("alternate"), LINK.format("self")), report=report)
    assert (feed.feed_url, feed.stories[0].url) == ("https://quay.example.com/2", "https://quay.example.com/2")
    assert len([finding for finding in report if "thr:count='3'" in finding.message]) == 2


def test_links_and_authors_of_a_feed_keep_their_extensions() -> None:
    person = '<a:author><a:name>Ann</a:name><gd:image src="//quay.example.com/a.gif"/></a:author>'
    feed = newsfeed.loads(atom(feed=person + LINK.format("related")))
    assert feed.authors == (Person(name="Ann", extensions=[IMAGE]),)
    assert feed.links == (Link(url="https://quay.example.com/2", extensions=[DETAILS]),)
    assert newsfeed.loads(newsfeed.dumps(feed, "atom")) == feed
    assert {loss.path for loss in newsfeed.losses(feed, "rss")} >= {"feed.authors[0].extensions"}


@pytest.mark.parametrize("role", ["author", "contributor"])
def test_a_person_keeps_the_elements_of_other_vocabularies(role: str) -> None:
    elements = '<a:name>Bo</a:name><gd:image src="//quay.example.com/a.gif"/><plain>x</plain><a:phone>5</a:phone>'
    report = Report()
    (story,) = newsfeed.loads(atom(f"<a:{role}>{elements}</a:{role}>"), report=report).stories
    assert getattr(story, f"{role}s") == (Person(name="Bo", extensions=[IMAGE]),)
    assert [finding.code for finding in report] == ["read.element.dropped"] * 2
    assert newsfeed.loads(written(story, "atom"), "atom").stories[0] == story


def test_one_person_of_two_elements_has_the_extensions_of_both() -> None:
    person = '<a:author><a:name>Bo</a:name><gd:image src="//quay.example.com/a.gif"/></a:author>'
    (story,) = newsfeed.loads(rss(f"<dc:creator>Bo</dc:creator>{person}")).stories
    assert story.authors == (Person(name="Bo", extensions=[IMAGE]),)


def test_what_would_be_read_as_something_else_is_a_loss() -> None:
    other = Extension(name=f"{GOOGLE}name", content=("Cy",))
    details = Extension(name=f"{ATOM}link", attributes={"title": "t"})
    story = Story(
        id="urn:1",
        url="https://quay.example.com/1",
        updated="2026-05-18T12:00:00Z",
        published="2026-05-18T12:00:00Z",
        authors=[Person(name="Bo", extensions=[other, IMAGE])],
        links=[Link(url="https://quay.example.com/2", extensions=[details, IMAGE])],
    )
    paths = {"story.authors[0].extensions[0]", "story.links[0].extensions[0]", "story.links[0].extensions[1]"}
    assert {loss.path for loss in newsfeed.losses(story, "atom")} == paths
    (after,) = newsfeed.loads(written(story, "atom"), "atom").stories
    assert (after.authors[0].extensions, after.links[0].extensions) == ((IMAGE,), ())


def test_the_publisher_that_stands_in_for_an_author_is_only_a_name() -> None:
    feed = Feed(
        title="F",
        id="urn:f",
        updated="2026-05-18T12:00:00Z",
        publisher=Organization(name="P", extensions=[IMAGE]),
        stories=[Story(id="urn:1", updated="2026-05-18T12:00:00Z")],
    )
    assert b"image" not in newsfeed.dumps(feed, "atom")
