"""Damaged feeds: with `recover`, every story, link and date is that of the undamaged feed."""

import re
from collections.abc import Callable

import pytest

import newsfeed
from newsfeed import Limits, ReadError, Report
from newsfeed.io.xml_rebuild import rebuild

RSS = """<?xml version="1.0" encoding="utf-8"?>
<rss version="2.0" xmlns:content="http://purl.org/rss/1.0/modules/content/" xmlns:dc="http://purl.org/dc/elements/1.1/"
 xmlns:media="http://search.yahoo.com/mrss/">
<channel>
<title>Harbour Post</title>
<link>https://post.example.com/</link>
<description>News of the harbour</description>
<image><url>https://post.example.com/logo.png</url><title>Harbour Post</title><link>https://post.example.com/</link></image>
<item>
<title>Ferry line reopens</title>
<link>https://post.example.com/1</link>
<guid isPermaLink="false">post-1</guid>
<pubDate>Mon, 18 May 2026 09:30:00 GMT</pubDate>
<dc:creator>Ann Alder</dc:creator>
<description>The ferry runs again, with new boats.</description>
<content:encoded><![CDATA[<p>The ferry <b>runs</b> again.</p>]]></content:encoded>
<media:thumbnail url="https://post.example.com/1.jpg" width="60" height="60"/>
</item>
<item>
<title>Bridge closed</title>
<link>https://post.example.com/2</link>
<guid isPermaLink="false">post-2</guid>
<pubDate>Tue, 19 May 2026 10:00:00 GMT</pubDate>
<category>Traffic</category>
<description>&lt;p&gt;The bridge is &lt;em&gt;closed&lt;/em&gt;.&lt;/p&gt;</description>
<enclosure url="https://post.example.com/2.mp3" length="1000" type="audio/mpeg"/>
</item>
<item>
<title>Tide table</title>
<link>https://post.example.com/3</link>
<guid isPermaLink="false">post-3</guid>
<pubDate>Wed, 20 May 2026 11:00:00 GMT</pubDate>
<description>High water at noon.</description>
</item>
</channel>
</rss>
"""

ATOM = """<?xml version="1.0" encoding="utf-8"?>
<feed xmlns="http://www.w3.org/2005/Atom" xml:lang="en">
<title>Harbour Post</title>
<id>urn:x:feed</id>
<updated>2026-05-20T11:00:00Z</updated>
<link rel="alternate" href="https://post.example.com/"/>
<link rel="self" href="https://post.example.com/feed"/>
<author><name>Ann Alder</name><email>ann@post.example.com</email></author>
<entry>
<title>Ferry line reopens</title>
<id>post:1</id>
<link rel="alternate" href="https://post.example.com/1"/>
<updated>2026-05-18T09:30:00Z</updated>
<published>2026-05-18T09:00:00Z</published>
<summary>The ferry runs again, with new boats.</summary>
<content type="xhtml"><div xmlns="http://www.w3.org/1999/xhtml"><p>The ferry <b>runs</b> again.</p></div></content>
</entry>
<entry>
<title type="html">Bridge closed</title>
<id>post:2</id>
<link rel="alternate" href="https://post.example.com/2"/>
<updated>2026-05-19T10:00:00Z</updated>
<published>2026-05-19T09:00:00Z</published>
<category term="Traffic"/>
<content type="html">&lt;p&gt;The bridge is &lt;em&gt;closed&lt;/em&gt;.&lt;/p&gt;</content>
</entry>
<entry>
<title>Tide table</title>
<id>post:3</id>
<link rel="alternate" href="https://post.example.com/3"/>
<updated>2026-05-20T11:00:00Z</updated>
<published>2026-05-20T10:00:00Z</published>
<summary>High water at noon.</summary>
</entry>
</feed>
"""


def replaced(old: str, new: str, count: int = 1) -> Callable[[str], str]:
    """Return a damage that replaces a text, where a feed has it."""
    return lambda feed: feed.replace(old, new, count)


def substituted(expression: str, new: str, count: int = 0) -> Callable[[str], str]:
    """Return a damage by a regular expression."""
    return lambda feed: re.sub(expression, new, feed, count=count, flags=re.DOTALL)


SUMMARY = "The ferry runs again, with new boats."

DAMAGES: dict[str, Callable[[str], str]] = {
    "void element": replaced(SUMMARY, "The ferry<br>runs again<hr>"),
    "unclosed element": replaced(SUMMARY, "The <b>ferry runs <i>again"),
    "unclosed paragraphs": replaced(SUMMARY, "<p>The ferry<p>runs again"),
    "unclosed link": replaced(SUMMARY, 'The <a href="https://other.example.com/">ferry runs again'),
    "crossing elements": replaced(SUMMARY, "The <b>ferry <i>runs</b> again</i>"),
    "stray end tag": replaced(SUMMARY, "The ferry</div> runs again</p>"),
    "image without quotes": replaced(SUMMARY, "<img src=https://other.example.com/a.jpg width=5> The ferry"),
    "attribute without value": replaced(SUMMARY, "<input disabled checked> The ferry"),
    "doubled attribute": replaced(SUMMARY, '<p class="a" class="b">The ferry</p>'),
    "unclosed quote": replaced(SUMMARY, 'The <a href="https://other.example.com/>ferry</a> runs'),
    "less-than sign": replaced(SUMMARY, "The ferry < the bridge"),
    "less-than sign before a letter": replaced(SUMMARY, "if ferry<bridge and bridge>ferry"),
    "many less-than signs": replaced(SUMMARY, "<<< The ferry <-- runs <3 again"),
    "less-than sign in a title": replaced(">Ferry line reopens", ">Ferry line reopens <"),
    "ampersand": replaced(SUMMARY, "R&D & boats &c; &"),
    "entity": replaced(SUMMARY, "The f&eacute;rry &unknown; runs&nbsp;again"),
    "control characters": replaced(SUMMARY, "The\x00 ferry\x0b runs \x1b[0m"),
    "illegal reference": replaced(SUMMARY, "The ferry &#0; &#xFFFF; &#xD800; runs"),
    "unclosed comment in a summary": replaced(SUMMARY, "The ferry <!-- runs again"),
    "comment that another one ends": lambda feed: feed.replace(SUMMARY, "The <!-- ferry -- runs").replace("noon", "noon -->"),
    "entity behind CDATA without its end": lambda feed: feed.replace(SUMMARY, "<![CDATA[x").replace("noon", "&nbsp;noon"),
    "script": replaced(SUMMARY, "<script>if (a < b && c) document.write('<b>')</script>The ferry"),
    "CDATA without its end": replaced(SUMMARY, "<![CDATA[The ferry <b>runs</b>"),
    "CDATA with another end": replaced(SUMMARY, "<![CDATA[The ferry <b>runs</b> ]] >"),
    "end of CDATA": replaced(SUMMARY, "The ferry ]]> runs"),
    "comment with dashes": substituted(r"<(item|entry)>", r"<!-------- x ---------><\1>"),
    "comment without an end": substituted(r"<(item|entry)>", r"<!-- an item -><\1>", 1),
    "comment of HTML": substituted(r"<(item|entry)>", r"<!--><\1>", 1),
    "upper case end tags": lambda feed: re.sub(
        r"</(title|link|item|entry|guid|published)>", lambda match: match[0].upper(), feed
    ),
    "title without its end": replaced("Ferry line reopens</title>", "Ferry line reopens"),
    "titles without their ends": substituted(r"(?<=[a-z])</title>(?=\n<(?:link>https://post.example.com/\d|id>post))", ""),
    "summary without its end": substituted(r"</(description|summary)>(?=\n<c)", "", 1),
    "misspelt end tag": replaced("Ferry line reopens</title>", "Ferry line reopens</titel>"),
    "date without its end": substituted(r"</(pubDate|published)>", ""),
    "address without its end": substituted(r"(https://post.example.com/1)</link>", r"\1"),
    "item without its end": substituted(r"</(item|entry)>", "", 1),
    "items without their ends": substituted(r"</(item|entry)>", ""),
    "stray end tag of the root": substituted(r"(</(?:item|entry)>)", r"\1</rss></feed>", 1),
    "unclosed empty elements": substituted(r"/>", ">"),
    "undeclared prefixes": substituted(r"<(item|entry)>", r'<\1><slash:comments>3</slash:comments><odd:x odd:y="1"/>'),
    "undeclared namespaces": substituted(r' xmlns:\w+="[^"]*"', ""),
    "doubled attributes of a link": replaced('isPermaLink="false"', 'isPermaLink="false" isPermaLink="false"'),
    "attributes without quotes": substituted(r'(isPermaLink|rel|version|term|length)="([\w.]+)"', r"\1=\2"),
    "ampersand in an address": substituted(r"(https://other.example.com/)", r"\1?a=1&b=2&copy=3"),
    "end cut off": lambda feed: feed[: feed.index("High water") + 5],
    "end cut off in a tag": lambda feed: feed[: feed.rindex("High water") + 11] + "</desc",
    "end tags of the feed missing": substituted(r"</(?:channel|rss|feed)>", ""),
    "text before": lambda feed: "Warning: mysql_connect() in /srv/feed.php on line 3\n" + feed,
    "markup before": lambda feed: "<br />\n<b>Notice</b>: Undefined index: x<br />\n" + feed,
    "blank lines before": lambda feed: "\n\n\t" + feed,
    "headers before": lambda feed: "HTTP/1.1 200 OK\r\nContent-Type: text/xml\r\n\r\n" + feed,
    "two declarations": lambda feed: '<?xml version="1.0"?>\n' + feed,
    "unfinished declaration": replaced("?>", ">"),
    "bytes after": lambda feed: feed + "\0\0\0",
    "markup after": lambda feed: feed + "<script>track()</script><!-- 0.3 s -- cached -->",
    "text between": substituted(r"<(item|entry)>", r"stray < text & more<\1>"),
    "doubled start tag": replaced("<title>Ferry", "<title><title>Ferry"),
    "space in an end tag": substituted(r"</(item|entry|title)>", r"</ \1 >"),
    "end tag without its bracket": substituted(r"</(title|guid|published)>\n", r"</\1\n"),
    "byte of another encoding": replaced(SUMMARY, "The f\udce9rry runs"),
}  # fmt: skip


def outline(data: bytes, *, recover: bool = True) -> list[tuple[object, ...]]:
    feed = newsfeed.loads(data, recover=recover)
    return [
        (story.id, story.headline.rstrip(" <"), story.url, story.published, story.updated) for story in feed.stories
    ]


@pytest.mark.parametrize("damage", DAMAGES.values(), ids=DAMAGES)
@pytest.mark.parametrize("feed", [RSS, ATOM], ids=["rss", "atom"])
def test_damage_costs_no_story_link_or_date(feed: str, damage: Callable[[str], str]) -> None:
    damaged = damage(feed).encode("utf-8", "surrogateescape")
    assert outline(damaged) == outline(feed.encode())


# --- what is kept of the content -------------------------------------------------------------------------------------------


def item_of(children: str, *, recover: bool = True) -> newsfeed.Story:
    document = f'<rss version="2.0"><channel><title>F</title><item><guid>a</guid>{children}</item></channel></rss>'
    return newsfeed.loads(document, recover=recover).stories[0]


def entry_of(children: str) -> newsfeed.Story:
    document = f'<feed xmlns="http://www.w3.org/2005/Atom"><entry><id>urn:x:1</id>{children}</entry></feed>'
    return newsfeed.loads(document, recover=True).stories[0]


@pytest.mark.parametrize(
    ("description", "text"),
    [
        ("a<br>b", "a\nb"),
        ("a < b", "a < b"),
        ("a &lt; b < c", "a < b < c"),
        ("1 <2 and 3> 2", "1 <2 and 3> 2"),
        ("AT&amp;T <em>and <strong>more", "AT&T and more"),
        ("&lt;em&gt;one&lt;/em&gt;<br>two", "one\ntwo"),
        ("<![CDATA[<em>one</em>]]><br>two", "one\ntwo"),
        ("<![CDATA[one < two", "one < two"),
        ("one <!-- hidden --><em>two", "one two"),
        ("caf&eacute; <em>&unknown; R&D", "café &unknown; R&D"),
    ],
)
def test_markup_of_a_text_is_kept(description: str, text: str) -> None:
    story = item_of(f"<description>{description}</description><link>https://post.example.com/1</link>")
    assert (str(story.summary), story.url) == (text, "https://post.example.com/1")


@pytest.mark.parametrize(
    ("children", "text"),
    [
        ("<summary>a<br>b</summary>", "a\nb"),
        ("<summary>a < b</summary>", "a < b"),
        ('<summary type="html">&lt;em&gt;a&lt;/em&gt; < b</summary>', "a < b"),
        ('<summary type="xhtml"><div xmlns="http://www.w3.org/1999/xhtml">a <em>b</div></summary>', "a b"),
    ],
)
def test_the_type_of_a_text_construct_follows_its_repair(children: str, text: str) -> None:
    assert str(entry_of(children).summary) == text


def test_every_change_is_reported_with_its_line() -> None:
    report = Report()
    newsfeed.loads(RSS.replace("Bridge closed</title>", "Bridge closed"), recover=True, report=report)
    mended = [finding for finding in report if finding.code == "read.document.mended"]
    assert [(finding.line, "no end tag of <title>" in finding.message) for finding in mended] == [(20, True)]


def test_well_formed_documents_are_rebuilt_as_they_are() -> None:
    for feed in (RSS, ATOM):
        rebuilt, changes = rebuild(feed.encode(), Limits())
        assert changes == []
        assert newsfeed.loads(rebuilt) == newsfeed.loads(feed)


def test_items_of_a_module_stay_in_it() -> None:
    module = '<x:conflicts xmlns:x="urn:x:sync"><item><guid>old</guid></item></x:conflicts>'
    assert [story_id for story_id, *_ in outline(RSS.replace("<title>Bridge", f"{module}<title>Bridge <").encode())] == [
        "post-1", "post-2", "post-3",
    ]  # fmt: skip


# --- what is read without `recover` ----------------------------------------------------------------------------------------

HARMLESS = {
    "NUL after": RSS + "\0",
    "text after": RSS + "generated in 0.3 s",
    "comment after": RSS + "<!-- a -- b -->",
    "elements after": RSS + "<script>x < y</script>",
    "blank lines before": "\n\n" + RSS,
    "text before": "Warning: x in y.php on line 3\n" + RSS,
    "byte order marks before": "\ufeff\ufeff" + RSS,
    "second declaration": '<?xml version="1.0"?>' + RSS,
    "bare ampersand": RSS.replace("new boats", "R&D & boats"),
    "unknown entity": RSS.replace("new boats", "&unknown; boats"),
    "entity of HTML": RSS.replace("new boats", "caf&eacute; boats"),
    "control character": RSS.replace("new boats", "new\x0c boats"),
    "illegal reference": RSS.replace("new boats", "new&#12; boats"),
    "comment with dashes": RSS.replace("<item>", "<!-------- x ---------><item>"),
    "UTF-16 that is none": RSS.replace("utf-8", "utf-16"),
}


@pytest.mark.parametrize("document", HARMLESS.values(), ids=HARMLESS)
def test_what_costs_nothing_is_read_and_reported(document: str) -> None:
    report = Report()
    feed = newsfeed.loads(document.encode(), report=report)
    assert feed.url == "https://post.example.com/"
    assert outline(document.encode(), recover=False) == outline(RSS.encode())
    if not document.startswith("\ufeff"):
        assert "read.document.mended" in {finding.code for finding in report}
        assert not newsfeed.validate(document.encode(), "rss").valid


@pytest.mark.parametrize(
    ("text", "summary"),
    [
        ("It&#146;s", "It’s"),
        ("&#x93;Yes&#x94; &#133; &#151;", "“Yes” … —"),
        ("&#129; is undefined", "\x81 is undefined"),
        ("<![CDATA[It&#146;s]]>", "It’s"),
        ("one &#12; two &#0; three", "one \ufffd two \ufffd three"),
        ("one &amp;#12; two", "one \ufffd two"),
        ("Caf&eacute; &unknown; R&D", "Café &unknown; R&D"),
        ("&copy;&nbsp;&AMP; &lt;", "©\xa0& <"),
    ],
)
def test_references_are_read_as_html_reads_them(text: str, summary: str) -> None:
    assert item_of(f"<description>{text}</description>", recover=False).summary == summary


def test_markup_that_is_not_well_formed_is_refused_without_recover() -> None:
    for text in ("a<br>b", "a < b", "<b>a"):
        with pytest.raises(ReadError):
            item_of(f"<description>{text}</description>", recover=False)


@pytest.mark.parametrize(
    "data", [b"<!----><feed><:", b"<feed><a:b:c/><", b"<:a/>", b"<feed xmlns='", b"<rss><channel><item"]
)
def test_remains_of_a_document_are_read_or_refused(data: bytes) -> None:
    for name in ("atom", "rss"):
        try:
            newsfeed.loads(data, name, recover=True)
        except ReadError:
            continue
