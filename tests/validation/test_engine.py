"""The walk: each finding has the position and the path of the faulty element."""

import pytest

from newsfeed import Finding, validate
from newsfeed.io.xml import parse
from newsfeed.validation.locations import Paths

RSS = """<?xml version="1.0" encoding="utf-8"?>
<rss version="2.0" xmlns:atom="http://www.w3.org/2005/Atom" xmlns:media="http://search.yahoo.com/mrss/">
  <channel>
    <title>The Example Herald</title>
    <link>https://example.org/</link>
    <description>News</description>
    <language>en-gb</language>
    <atom:link rel="self" href="https://example.org/feed.rss"/>{channel}
    <item>
      <title>Harbour reopens</title>
      <guid>https://example.org/harbour</guid>{item}
    </item>
  </channel>
</rss>
"""
ATOM = """<?xml version="1.0" encoding="utf-8"?>
<feed xmlns="http://www.w3.org/2005/Atom">
  <id>https://example.org/</id>
  <title>The Example Herald</title>
  <updated>2024-09-05T07:02:01Z</updated>
  <link rel="self" href="https://example.org/feed.atom"/>
  <author><name>Ada Example</name></author>
  <entry>
    <id>https://example.org/harbour</id>
    <title>Harbour reopens</title>
    <updated>2024-09-05T07:02:01Z</updated>
    <link href="https://example.org/harbour"/>
    <summary>It is open.</summary>{entry}
  </entry>{feed}
</feed>
"""


def rss(*, channel: str = "", item: str = "") -> list[Finding]:
    return list(validate(RSS.format(channel=channel, item=item).encode(), "rss"))


def atom(*, feed: str = "", entry: str = "") -> list[Finding]:
    return list(validate(ATOM.format(feed=feed, entry=entry).encode(), "atom"))


def places(findings: list[Finding]) -> list[tuple[str, str, int | None, int | None]]:
    return [(finding.code, finding.path, finding.line, finding.column) for finding in findings]


@pytest.mark.parametrize(
    ("item", "code", "path"),
    [
        ("<foo/>", "rss.item.foo.unknown", "foo"),
        ("<guid>https://example.org/2</guid>", "rss.item.guid.duplicate", "guid[2]"),
        ("<x xmlns='https://example.com/x'/>", "xml.namespace_unknown", "x"),
        ("<x:y xmlns:x='https://example.com/x'/>", "xml.namespace_unknown", "x:y"),
        ("<sy:updateBase xmlns:sy='http://purl.org/rss/1.0/modules/syndication/'>2024</sy:updateBase>",
         "rss.item.update_base.unknown", "sy:updateBase"),
        ("<p xmlns='http://www.w3.org/1999/xhtml'>x</p>", "rss.item.xhtml_misplaced", "xhtml:p"),
        ("<atom:link rel='next' href='https://example.org/2'/>", "rss.item.link.paging", "atom:link"),
        ("<atom:summary><b>x</b></atom:summary>", "atom.summary.b.unknown", "atom:summary/b"),
        ("<atom:link href='https://example.org/2'><x/></atom:link>", "atom.link.x.unknown", "atom:link/x"),
        ("<atom:category term='a'/>", "rss.item.category.questionable", "atom:category"),
        ("<dc:author xmlns:dc='http://purl.org/dc/elements/1.1/'/>", "rss.item.author.unknown", "dc:author"),
        ("<media:content url='https://example.org/a.png'><media:nonesuch/></media:content>",
         "media.content.nonesuch.unknown", "media:content/media:nonesuch"),
        ("<x:y xmlns:x='https://podcastindex.org/namespace/1.0'><z/></x:y>", "xml.namespace_unsupported", "x:y"),
    ],
)  # fmt: skip
def test_a_fault_of_an_element_in_an_item_is_placed_at_the_element(item: str, code: str, path: str) -> None:
    (finding,) = rss(item=f"\n      {item}")
    assert (finding.code, finding.path) == (code, f"/rss/channel/item/{path}")
    assert finding.line == 12
    assert finding.column is not None
    assert finding.column >= 7


def test_each_of_several_unknown_elements_has_its_own_place() -> None:
    assert places(rss(channel="\n    <foo/>\n    <foo/><bar/>")) == [
        ("rss.channel.foo.unknown", "/rss/channel/foo[1]", 9, 5),
        ("rss.channel.foo.unknown", "/rss/channel/foo[2]", 10, 5),
        ("rss.channel.bar.unknown", "/rss/channel/bar", 10, 11),
    ]


def test_a_repeated_hour_and_day_are_placed_at_the_second_one() -> None:
    hours = "\n    <skipHours><hour>7</hour><hour>8</hour><hour>07</hour></skipHours>"
    days = "\n    <skipDays><day>Monday</day><day>Monday</day></skipDays>"
    assert [(code, path) for code, path, _, _ in places(rss(channel=hours + days)) if "skip" in code] == [
        ("rss.channel.skip_hours.hour.repeated", "/rss/channel/skipHours/hour[3]"),
        ("rss.channel.skip_days.day.repeated", "/rss/channel/skipDays/day[2]"),
    ]


def test_a_missing_element_is_placed_at_its_parent() -> None:
    findings = rss(channel="\n    <image><url>https://example.org/a.png</url><title>The Example Herald</title></image>")
    assert places(findings) == [("rss.channel.image.link.missing", "/rss/channel/image", 9, 5)]


def test_items_before_other_elements_are_placed_at_the_first_item() -> None:
    data = RSS.format(channel="", item="").replace("</item>", "</item>\n    <ttl>60</ttl>")
    assert places(list(validate(data.encode(), "rss"))) == [
        ("rss.channel.item.misplaced", "/rss/channel/item", 9, 5),
    ]


def test_metadata_behind_an_entry_is_placed_at_the_metadata() -> None:
    link = '\n  <link rel="related" href="https://example.org/x"/>'
    assert places(atom(feed=link)) == [("atom.feed.link.misplaced", "/feed/link[2]", 15, 3)]


@pytest.mark.parametrize(
    ("content", "code", "path"),
    [
        ("<div xmlns='http://www.w3.org/1999/xhtml'><p>a</p><script>x</script></div>", "unsafe_element",
         "xhtml:div/xhtml:script"),
        ("<div xmlns='http://www.w3.org/1999/xhtml'><p><b onclick='x()'>x</b></p></div>", "unsafe_attribute",
         "xhtml:div/xhtml:p/xhtml:b"),
    ],
)  # fmt: skip
def test_a_fault_of_xhtml_content_is_placed_at_its_element(content: str, code: str, path: str) -> None:
    (finding,) = atom(entry=f'<content type="xhtml">{content}</content>')
    assert (finding.code, finding.path) == (f"atom.entry.content.{code}", f"/feed/entry/content/{path}")


def test_many_faults_of_one_parent_take_linear_time() -> None:
    """Counting the siblings of each element anew would take minutes here."""
    findings = rss(channel="<foo/>" * 9_000)
    assert findings[-1].path == "/rss/channel/foo[9000]"


@pytest.mark.parametrize(
    ("channel", "item", "last_path"),
    [
        ("", "<category/>" * 9_000, "/rss/channel/item/category[9000]"),
        ("<enclosure/>" * 9_000, "", "/rss/channel/enclosure[9000]"),
        ("", "<category a='1'>x</category>" * 9_000, "/rss/channel/item/category[9000]/@a"),
        ("", "<x:y xmlns:x='https://example.com/x'><z/></x:y>" * 9_000, "/rss/channel/item/x:y[9000]/z"),
    ],
)
def test_many_equal_elements_take_linear_time(channel: str, item: str, last_path: str) -> None:
    """The grammar alone would take minutes for the first one."""
    assert rss(channel=channel, item=item)[-1].path in (last_path, "/rss/channel/item")


def test_many_categories_without_a_fault_take_linear_time() -> None:
    assert rss(item="<category>x</category>" * 19_000) == []


@pytest.mark.parametrize(
    "namespace",
    ["https://podcastindex.org/namespace/1.0", "http://www.rawvoice.com/rawvoiceRssModule", "http://source.scripting.com/",
     "https://www.smartnews.be/snf", "http://prismstandard.org/namespaces/basic/2.0/", "http://podlove.org/simple-chapters"],
)  # fmt: skip
def test_a_living_vocabulary_is_known_by_name(namespace: str) -> None:
    (finding,) = rss(item=f"<x:y xmlns:x='{namespace}'><z/></x:y>")
    assert (finding.code, finding.severity) == ("xml.namespace_unsupported", "info")


def test_a_misspelled_namespace_is_read_as_the_one_that_is_meant() -> None:
    item = "<m:thumbnail xmlns:m='HTTP://search.yahoo.com/mrss' url='a'/>"
    assert {(code, path) for code, path, _, _ in places(rss(item=item))} == {
        ("xml.namespace_spelling", "/rss/channel/item/media:thumbnail"),
        ("media.thumbnail.url.relative", "/rss/channel/item/media:thumbnail/@url"),
    }


def test_paths_have_indexes_only_for_names_that_siblings_share() -> None:
    document = parse(b"<a><b/><c/>text<b><d/></b><!-- b --></a>")
    paths = Paths(document.root, core="")
    assert [paths.path(element) for element in document.root.iter("*")] == [
        "/a",
        "/a/b[1]",
        "/a/c",
        "/a/b[2]",
        "/a/b[2]/d",
    ]
