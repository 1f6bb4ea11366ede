"""The rules of RSS: paths and places, and the model."""

from datetime import UTC, datetime

import pytest

import newsfeed
from newsfeed import Feed, Limits, Markup, Media, Section, Severity, Story
from newsfeed.findings import Finding
from newsfeed.formats.rss import rules
from newsfeed.plugins import CheckContext


def check(data: bytes, **options: Limits) -> list[Finding]:
    return list(rules.check(data, CheckContext(**options)))


def feed(channel: str = "", item: str = "", *, version: str = "2.0") -> bytes:
    return f"""<?xml version="1.0" encoding="utf-8"?>
<rss version="{version}" xmlns:atom="http://www.w3.org/2005/Atom">
  <channel>
    <title>The Example Herald</title>
    <link>https://example.org/</link>
    <description>News that is explained</description>
    <language>en-gb</language>
    <atom:link rel="self" href="https://example.org/feed.rss"/>{channel}
    <item>
      <title>Harbour reopens</title>
      <guid>https://example.org/harbour</guid>{item}
    </item>
  </channel>
</rss>
""".encode()


def test_a_good_feed_gives_no_finding() -> None:
    assert check(feed()) == []


def test_a_finding_says_where_and_what_to_write() -> None:
    (finding,) = check(feed(item="\n      <pubDate>05.09.2024</pubDate>"))
    assert finding == Finding(
        severity=Severity.ERROR,
        code="rss.item.pub_date.invalid",
        message="<pubDate> is not valid: write the date as Thu, 05 Sep 2002 07:02:01 GMT, not '05.09.2024'",
        path="/rss/channel/item/pubDate",
        line=12,
        column=7,
        reference="https://validator.w3.org/feed/docs/error/InvalidRFC2822Date.html",
    )


def test_paths_count_siblings_of_a_name() -> None:
    items = "".join(
        f'<item><title>{n}</title><guid isPermaLink="{n}">g{n}</guid></item>' for n in ("true", "false", "2")
    )
    paths = [(each.code, each.path) for each in check(feed(channel=items)) if "guid" in each.code]
    assert paths == [
        ("rss.item.guid.relative", "/rss/channel/item[1]/guid"),
        ("rss.item.guid.is_perma_link.invalid", "/rss/channel/item[3]/guid/@isPermaLink"),
    ]


def test_modules_have_their_well_known_prefix_in_paths() -> None:
    item = '<m:thumbnail xmlns:m="http://search.yahoo.com/mrss/"/>'
    paths = [each.path for each in check(feed(item=item)) if each.severity is not Severity.INFO]
    assert paths == ["/rss/channel/item/media:thumbnail/@url"]


def test_the_rules_go_on_after_xml_that_is_not_well_formed() -> None:
    codes = [each.code for each in check(feed(item="<pubDate>x</pubDate>&nbsp;"))]
    assert codes[0] == "xml.entity.undefined"
    assert "rss.item.pub_date.invalid" in codes


@pytest.mark.parametrize(
    ("data", "code"),
    [
        (b"", "xml.malformed"),
        (b"not xml", "xml.malformed"),
        (b"\x00\x01\x02", "xml.malformed"),
        (b"<rss>" + b"<a>" * 400, "xml.limit.depth"),
        (b"{}", "xml.malformed"),
    ],
)
def test_what_cannot_be_read_is_a_finding_with_a_line(data: bytes, code: str) -> None:
    findings = [each for each in check(data) if each.severity is Severity.ERROR]
    assert findings[0].code == code
    assert all(each.code.startswith(("xml.", "rss.")) for each in findings)


def test_limits_are_findings() -> None:
    (finding,) = [each for each in check(feed(), limits=Limits(elements=5)) if each.severity is Severity.ERROR]
    assert finding.code == "xml.limit.elements"
    assert finding.line == 7


def test_an_error_in_each_of_many_items_is_found_in_each() -> None:
    items = '<item><title>A</title><guid isPermaLink="false">tag:example.org,2024:{}</guid><link>x</link></item>'
    findings = check(feed(channel="".join(items.format(number) for number in range(2000))))
    wrong = [each for each in findings if each.code == "rss.item.link.relative"]
    assert len(wrong) == 2000
    assert wrong[-1].path == "/rss/channel/item[2000]/link"


def test_rss_10_is_judged_by_its_own_rows() -> None:
    data = b"""<?xml version="1.0" encoding="utf-8"?>
<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#" xmlns="http://purl.org/rss/1.0/">
<channel rdf:about="https://example.org/"><title>A</title><link>https://example.org/</link></channel>
<item rdf:about="https://example.org/1"><title>B</title><link>b</link></item></rdf:RDF>"""
    assert [(each.code, each.path) for each in check(data)] == [
        ("rdf.channel.description.missing", "/rdf:RDF/channel"),
        ("rdf.channel.items.missing", "/rdf:RDF/channel"),
        ("rdf.item.link.relative", "/rdf:RDF/item/link"),
    ]


@pytest.mark.parametrize(
    ("channel", "item", "path", "message"),
    [
        (
            "",
            '<dc:creator xmlns:dc="http://purl.org/dc/elements/1.1/">A</dc:creator><author>a@example.org (A)</author>',
            "/rss/channel/item/author",
            "<author> and <dc:creator> mean the same, and readers differ in the one they use: keep only <author>",
        ),
        (
            "<skipHours><hour>7</hour><hour>7</hour></skipHours>",
            "",
            "/rss/channel/skipHours/hour[2]",
            "the <hour> '7' is listed more than once: list it once",
        ),
        (
            "<textInput/>",
            "",
            "/rss/channel/textInput",
            "most readers ignore <textInput>: remove it",
        ),
        (
            "<image><url>https://example.org/a.png</url><title>B</title><link>https://example.org/</link></image>",
            "",
            "/rss/channel/image/title",
            "the <title> of <image> differs from that of <channel>: write 'The Example Herald', not 'B'",
        ),
        (
            "<item><title>B</title></item>",
            "",
            "/rss/channel/item[1]",
            (
                "<item> has no <guid>, so readers cannot tell it from other items: "
                "add one, for example the item's permanent link"
            ),
        ),
    ],
)
def test_messages_name_the_element_at_its_own_path(channel: str, item: str, path: str, message: str) -> None:
    assert (path, message) in [(finding.path, finding.message) for finding in check(feed(channel, item))]


# --- the model ---


def story(**fields: object) -> Story:
    given: dict[str, object] = {
        "id": "https://example.org/1",
        "headline": "A",
        "published": datetime(2024, 5, 1, tzinfo=UTC),
    }
    return Story(**(given | fields))  # type: ignore[arg-type]


def model(*stories: Story, **fields: object) -> list[tuple[str, str, str]]:
    given: dict[str, object] = {"title": "T", "url": "https://example.org/", "description": "D", "stories": stories}
    found = rules.check_model(Feed(**(given | fields)))  # type: ignore[arg-type]
    return [(str(each.severity), each.code, each.path) for each in found]


def test_a_good_model_gives_no_finding() -> None:
    assert model(story()) == []


@pytest.mark.parametrize(
    ("fields", "expected"),
    [
        (
            {"sections": (Section(blocks=(Markup("<script>x()</script>"),)),)},
            ("warning", "content.encoded.unsafe_element", "feed.stories[0].sections[0].blocks[0]"),
        ),
    ],
)
def test_what_rss_objects_to_in_a_story_has_a_model_path(
    fields: dict[str, object], expected: tuple[str, str, str]
) -> None:
    assert model(story(**fields)) == [expected]


def test_messages_about_the_model_name_the_field_to_set() -> None:
    feed = Feed(stories=(Story(id="a"),))
    assert [(finding.path, finding.message) for finding in rules.check_model(feed)] == [
        ("feed.title", "the feed has no title, and RSS requires a <title> in <channel>: set title"),
        ("feed.url", "the feed has no url, and RSS requires a <link> in <channel>: set url to the address of the site"),
        (
            "feed.description",
            "the feed has no description, and RSS requires a <description> in <channel>: set description",
        ),
        (
            "feed.stories[0].headline",
            "the story has neither a headline nor a summary, and RSS requires one of them: add one",
        ),
    ]


def test_stories_with_one_id_are_named() -> None:
    assert model(story(), story()) == [("error", "rss.item.guid.repeated", "feed.stories[1].id")]


def test_the_enclosure_is_chosen_by_what_is_read_back() -> None:
    """A film that is said to be of another kind is read back as one: the second writing must not choose otherwise."""
    media = (
        Media(url="https://news.example.com/a.jpg"),
        Media(url="https://news.example.com/b.mp4", type="video/mp4", medium="other"),
    )
    feed = Feed(title="Desk", url="https://news.example.com/", stories=(Story(id="a", headline="A", media=media),))
    written = newsfeed.dumps(feed, "rss")
    assert b'<enclosure url="https://news.example.com/b.mp4"' in written
    assert newsfeed.dumps(newsfeed.loads(written), "rss") == written
