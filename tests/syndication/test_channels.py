"""Elements of channels, one by one, and documents: their roots, their items, and the same as a stream."""

import io

import pytest

import newsfeed
from feed_documents import atom, rss
from newsfeed import Feed, Finding, Hub, Paging, Report
from newsfeed.errors import ReadError

F = "https://f.example.com"


def read(document: str) -> tuple[Feed, list[Finding]]:
    report = Report()
    return newsfeed.loads(document, report=report), list(report)


def told(findings: list[Finding]) -> list[str]:
    return [finding.message.partition(" is left out")[0].removeprefix("the attribute ") for finding in findings]


# --- RSS -------------------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("element", "ttl", "count"),
    [
        *(("<ttl>1</ttl>", 1, 0), ("<ttl>60</ttl>", 60, 0), ("<ttl>0</ttl>", None, 1), ("<ttl>-5</ttl>", None, 1)),
        *(("<ttl>x</ttl>", None, 1), ("<ttl/>", None, 0), ("<ttl>5</ttl><ttl>6</ttl>", 5, 1)),
    ],
)
def test_the_time_to_live_is_a_minute_or_more(element: str, ttl: int | None, count: int) -> None:
    feed, findings = read(rss("", element))
    assert (feed.ttl, len(findings)) == (ttl, count)


@pytest.mark.parametrize(
    ("element", "generator", "messages"),
    [
        ("<generator>Press 1</generator>", "Press 1", []),
        (f'<generator uri="{F}/">Press 1</generator>', "Press 1", [f"uri='{F}/' of <generator>"]),
        (f'<generator uri="{F}/"/>', f"{F}/", []),
        ("<generator>A</generator><generator>B</generator>", "A", ["another <generator>, 'B',"]),
        ("<generator/>", "", []),
    ],
)
def test_the_generator_has_a_name_and_else_an_address(element: str, generator: str, messages: list[str]) -> None:
    feed, findings = read(rss("", element))
    assert (feed.generator, told(findings)) == (generator, messages)


@pytest.mark.parametrize(
    ("head", "description"),
    [
        ("<title>T</title><description>D</description>", "D"),
        ("<title>T</title><description>T</description>", ""),  # as writers without a description repeat the title
        ("<description>T</description><title>T</title>", "T"),
        ("<title>T</title><description>D</description><description>E</description>", "D"),
        ("<title>T</title><tagline>D</tagline>", "D"),
        ("<title>A &amp;amp; B</title><description>A &amp;amp; B</description>", ""),
        ("<title>T</title><description>&lt;![CDATA[D]]&gt;</description>", "D"),
    ],
)
def test_the_description_of_a_channel(head: str, description: str) -> None:
    assert str(read(f'<rss version="2.0"><channel>{head}</channel></rss>')[0].description) == description


@pytest.mark.parametrize(
    ("content", "logo", "messages"),
    [
        (f"<url>{F}/l.png</url>", f"{F}/l.png", []),
        ("<url>l.png</url>", "https://post.example.com/l.png", []),
        (
            f"<url>{F}/l.png</url><title>The Harbour Post</title><link>https://post.example.com/</link>",
            f"{F}/l.png",
            [],
        ),
        (f"<url>{F}/l.png</url>words", f"{F}/l.png", ["image"]),
        (
            f"<url>{F}/l.png</url><title>Other</title><link>{F}/</link><zebra/>",
            f"{F}/l.png",
            ["title", "link", "zebra"],
        ),
        (f"<url>{F}/l.png</url><url>{F}/m.png</url>", f"{F}/l.png", [f"another <url>, '{F}/m.png',"]),
        ("<title>The Harbour Post</title>", None, []),
    ],
)
def test_the_image_of_a_channel(content: str, logo: str | None, messages: list[str]) -> None:
    feed, findings = read(rss("", f"<image>{content}</image>"))
    assert (feed.logo, told(findings)) == (logo, messages)


@pytest.mark.parametrize(
    ("text", "content", "count"),
    [
        ("desk@f.example.com (Ann)", ["desk@f.example.com (Ann)"], 0),
        ("Ann &lt;desk@f.example.com&gt;", ["desk@f.example.com (Ann)"], 0),
        ("desk@f.example.com", ["desk@f.example.com"], 0),
        ("Ann", [], 1),
        ("", [], 1),
    ],
)
def test_the_webmaster_of_a_channel_has_an_address(text: str, content: list[str], count: int) -> None:
    feed, findings = read(rss("", f"<webMaster>{text}</webMaster>"))
    assert [extension.content[0] for extension in feed.extensions] == content
    assert len(findings) == count


def test_authors_and_contributors_of_a_feed() -> None:
    feed, _ = read(rss("", "<managingEditor>ann@f.example.com (Ann)</managingEditor>"))
    assert [(author.name, author.email) for author in feed.authors] == [("Ann", "ann@f.example.com")]
    person = f"<name>Bo</name><uri>{F}/bo</uri><email>bo@f.example.com</email>"
    feed, findings = read(atom(f"<contributor>{person}</contributor><contributor><name>Cy</name></contributor>"))
    contents = [[(part.name.partition("}")[2], part.content) for part in item.content] for item in feed.extensions]  # type: ignore[union-attr]
    assert contents == [
        [("name", ("Bo",)), ("uri", (f"{F}/bo",)), ("email", ("bo@f.example.com",))],
        [("name", ("Cy",))],
    ]
    assert findings == []


# --- Atom ------------------------------------------------------------------------------------------------------------------


def test_links_of_a_feed() -> None:
    links = (
        *(("self", "a"), ("self", "b"), ("alternate", "c"), ("alternate", "d"), ("hub", "e"), ("hub", "f")),
        *(("first", "g"), ("prev", "h"), ("previous", "i"), ("next-archive", "j"), ("license", "k"), ("license", "l")),
    )
    feed, findings = read(atom("".join(f'<link rel="{rel}" href="{F}/{name}"/>' for rel, name in links)))
    assert (feed.feed_url, feed.url) == (f"{F}/a", f"{F}/c")
    assert feed.hubs == (Hub(url=f"{F}/e"), Hub(url=f"{F}/f"))
    assert feed.paging == Paging(first=f"{F}/g", previous=f"{F}/h", next_archive=f"{F}/j")
    assert feed.rights is not None
    assert feed.rights.license == f"{F}/k"
    others = [("self", "b"), ("alternate", "d"), ("previous", "i"), ("license", "l")]
    assert [(link.rel, link.url) for link in feed.links] == [(rel, f"{F}/{name}") for rel, name in others]
    assert findings == []


def test_a_license_of_a_channel_of_rss_is_a_link() -> None:
    """In RSS, `<atom:link rel="license">` may lead to the license of a module."""
    feed, _ = read(rss("", f'<atom:link rel="license" href="{F}/k"/>'))
    assert (feed.rights, [link.rel for link in feed.links]) == (None, ["license"])


@pytest.mark.parametrize(
    ("subtitle", "description"),
    [
        ("<subtitle>a &lt;b>c&lt;/b></subtitle>", "a <b>c</b>"),
        ('<subtitle type="html">a &amp;lt; b</subtitle>', "a < b"),
        ("<subtitle>One\nTwo</subtitle>", "One\nTwo"),
    ],
)
def test_the_subtitle_of_a_feed(subtitle: str, description: str) -> None:
    assert str(read(atom(subtitle))[0].description) == description


@pytest.mark.parametrize("mark", ["complete", "archive"])
def test_marks_of_paged_feeds(mark: str) -> None:
    feed, _ = read(atom(f'<fh:{mark} xmlns:fh="http://purl.org/syndication/history/1.0"/>'))
    assert feed.paging == Paging(**{mark: True})  # type: ignore[arg-type]


def test_relative_links_are_resolved_against_the_site_and_else_the_feed() -> None:
    icon = "<icon>i.png</icon>"
    for links, base in (
        (f'<link href="{F}/a/"/>', f"{F}/a/"),
        (f'<link rel="self" href="{F}/b/"/>', f"{F}/b/"),
        (f'<link rel="self" href="{F}/b/"/><link href="{F}/a/"/>', f"{F}/a/"),
    ):
        feed, _ = read(atom(links + icon + '<entry><id>1</id><link href="c"/></entry>'))
        assert (feed.icon, feed.stories[0].url) == (f"{base}i.png", f"{base}c")
    feed, _ = read(atom(icon))
    assert feed.icon is None


# --- documents -------------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("document", "reason"),
    [
        ("<zoo/>", "is not a feed: its root element is <zoo>"),
        ("\n<opml/>", "is not a feed: it is OPML"),
        ("%PDF-1.4", "is not a feed: "),
        ('{"a": 1}', "is not a feed: "),
        (
            "<!DOCTYPE html><html><head><title>T</title></head><body><p>x</p></body></html>",
            "is an HTML page and is not a feed",
        ),
    ],
)
def test_another_document_is_refused_with_its_kind(document: str, reason: str) -> None:
    with pytest.raises(ReadError, match=reason) as caught:
        newsfeed.loads(document, "rss")
    assert caught.value.line == document.count("\n") + 1


def test_up_to_five_feeds_of_a_page_are_named() -> None:
    links = "".join(f'<link rel="alternate" type="application/rss+xml" href="/{number}.xml">' for number in range(7))
    page = f"<!DOCTYPE html><html><head><title>T</title>{links}</head><body><p>x</p></body></html>"
    addresses = ", ".join(f"{F}/{number}.xml" for number in range(5))
    with pytest.raises(ReadError, match=rf"; read one of its feeds: {addresses}$"):
        newsfeed.loads(page, "rss", base=f"{F}/")


def test_a_repeated_id_is_told_with_its_place() -> None:
    _, findings = read(rss("<item><guid>a</guid></item>\n<item><guid>a</guid></item>\n<item><guid>b</guid></item>"))
    assert [(finding.code, finding.path, finding.line) for finding in findings] == [
        ("read.id.repeated", "/rss/channel/item", 2)
    ]


DOCUMENTS = {
    "items in the channel": rss("<item><guid>a</guid></item><item><guid>b</guid></item>", "<ttl>5</ttl>"),
    "items between values": rss(
        "<item><guid>a</guid><link>x</link></item><language>de</language><item><guid>b</guid></item>"
    ),
    "items after the channel": (
        '<rss version="2.0"><channel><title>T</title><link>https://f.example.com/</link></channel>'
        "<item><guid>a</guid><link>x</link></item><item><guid>b</guid></item><ttl>x</ttl></rss>"
    ),
    "items in a container": (
        '<rss version="2.0"><channel><title>T</title><items><item><guid>a</guid></item></items><ttl>x</ttl>'
        "<items><item><guid>b</guid></item></items></channel></rss>"
    ),
    "two channels": (
        '<rss version="2.0"><channel xml:lang="de"><item><guid>a</guid></item></channel>'
        '<channel zoo="1"><item><guid>b</guid></item></channel></rss>'
    ),
    "an item in another element": rss("<my:box><item><guid>x</guid></item></my:box><item><guid>a</guid></item>"),
    "a channel in an item": rss("<item><guid>a</guid><channel><item><guid>x</guid></item></channel></item>"),
    "a base from the second item on": rss(
        f'<item><guid>a</guid><link>x</link></item><item xml:base="{F}/b/"><guid>b</guid><link>x</link></item>'
        f'<image xml:base="{F}/c/"><url>l.png</url></image>'
    ),
    "a base that comes late": rss(
        f"<item><guid>a</guid><link>x</link><description>{'x' * 70_000}</description></item>"
        f'<item xml:base="{F}/b/"><guid>b</guid><link>x</link></item><image xml:base="{F}/c/"><url>l.png</url></image>'
    ),
    "a tombstone": atom(
        '<at:deleted-entry xmlns:at="http://purl.org/atompub/tombstones/1.0" ref="urn:x:3" when="2026-03-02T12:00:00Z">'
        "<at:comment>gone</at:comment></at:deleted-entry><entry><id>urn:x:1</id></entry>"
    ),
    "entries in another namespace": (
        f'<feed xmlns="urn:x-wrong:1"><id>{F}</id><title>T</title><entry><id>urn:x:1</id></entry>'
        "<entry><id>urn:x:1</id></entry></feed>"
    ),
    "one entry": '<entry xmlns="http://www.w3.org/2005/Atom"><id>urn:x:1</id><entry><id>urn:x:2</id></entry></entry>',
    "one item": "<item><guid>a</guid><title>T</title></item>",
    "no item": rss(""),
    "a lone channel": "<channel><title>T</title><item><guid>a</guid></item></channel>",
}


@pytest.mark.parametrize("name", DOCUMENTS)
def test_a_stream_has_the_stories_and_findings_of_the_document(name: str) -> None:
    data = DOCUMENTS[name].encode()
    of_stream, of_whole = Report(), Report()
    stories = tuple(newsfeed.iter_stories(io.BytesIO(data), "rss", report=of_stream))
    assert stories == newsfeed.loads(data, "rss", report=of_whole).stories
    assert sorted(map(str, of_stream)) == sorted(map(str, of_whole))
    assert all(story.id not in ("x", "urn:x:2") for story in stories)


@pytest.mark.parametrize(
    ("name", "ids", "urls"),
    [
        ("items between values", ["a", "b"], ["https://post.example.com/x", None]),
        ("items after the channel", ["a", "b"], [f"{F}/x", None]),
        ("items in a container", ["a", "b"], [None, None]),
        ("two channels", ["a", "b"], [None, None]),
        ("an item in another element", ["a"], [None]),
        ("a channel in an item", ["a"], [None]),
        ("a base from the second item on", ["a", "b"], ["https://post.example.com/x", f"{F}/b/x"]),
        ("a base that comes late", ["a", "b"], ["https://post.example.com/x", f"{F}/b/x"]),
        ("a tombstone", ["urn:x:3", "urn:x:1"], [None, None]),
        ("entries in another namespace", ["urn:x:1", "urn:x:1"], [None, None]),
        ("one entry", ["urn:x:1"], [None]),
        ("one item", ["a"], [None]),
        ("no item", [], []),
        ("a lone channel", ["a"], [None]),
    ],
)
def test_where_items_are_read(name: str, ids: list[str], urls: list[str | None]) -> None:
    stories = newsfeed.loads(DOCUMENTS[name], "rss").stories
    assert [(story.id, story.url) for story in stories] == list(zip(ids, urls, strict=True))


@pytest.mark.parametrize(
    "document",
    [
        rss("".join(f"<item><guid>{number}</guid></item>" for number in range(9000))),
        atom("".join(f"<entry><id>urn:x:{number}</id></entry>" for number in range(9000))),
        '<rss version="2.0"><channel><title>T</title><items>'
        + "".join(f"<item><guid>{number}</guid></item>" for number in range(9000))
        + "</items></channel></rss>",
    ],
    ids=["rss", "atom", "items"],
)
def test_a_story_is_read_before_the_end_of_the_document(document: str) -> None:
    file = io.BytesIO(document.encode())
    stories = newsfeed.iter_stories(file, "rss")
    assert next(stories).id in ("0", "urn:x:0")
    assert file.tell() < len(document) / 2
    assert next(stories).id in ("1", "urn:x:1")


def test_extensions_in_a_feed_of_another_namespace_are_kept() -> None:
    mood = '<x:mood xmlns:x="urn:x-y:1">calm</x:mood>'
    document = (
        f'<feed xmlns="urn:x-wrong:1"><id>urn:x:f</id><title>T</title><entry><id>urn:x:1</id>{mood}</entry></feed>'
    )
    (story,) = newsfeed.loads(document, "atom").stories
    assert [extension.name for extension in story.extensions] == ["{urn:x-y:1}mood"]


def test_a_finding_about_a_document_of_one_entry_has_its_path() -> None:
    document = '<entry xmlns="http://www.w3.org/2005/Atom"><id>urn:x:1</id><title>T</title><title>U</title></entry>'
    assert [finding.path for finding in read(document)[1]] == ["/entry[1]/title"]
