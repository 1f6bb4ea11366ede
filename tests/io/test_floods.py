"""Floods are counted before anything is built of them; the largest documents in use are none."""

import io

import pytest

import newsfeed
from hostile import growth
from newsfeed import Limits
from newsfeed.errors import LimitError, ReadError
from newsfeed.io.floods import MarkupMeter, check_json, check_lines, check_markup, check_tags, check_urls
from newsfeed.io.limits import DEFAULT

URL = (
    "<url><loc>https://example.com/{0}</loc><news:news><news:publication><news:name>E</news:name><news:language>en"
    "</news:language></news:publication><news:publication_date>2026-01-01</news:publication_date><news:title>Tide</news:title>"
    "</news:news><image:image><image:loc>https://example.com/{0}.jpg</image:loc></image:image></url>"
)
ITEM = (
    "<item><title>Tide {0}</title>" + '<media:thumbnail url="https://example.com/{0}.jpg" width="1"/>' * 29 + "</item>"
)

LARGE = {
    "sitemap of short addresses": lambda: ("<urlset>", "<url><loc>https://a.example/{0}</loc></url>", 50_000),
    "sitemap with news and pictures": lambda: ("<urlset>", URL, 50_000),
    "RSS with 30 elements in each item": lambda: ("<rss><channel>", ITEM, 10_000),
    "OPML": lambda: ("<opml>", '<outline type="rss" text="a {0}" xmlUrl="https://example.com/feeds/{0}.rss"/>', 12_000),
}


def feed_in_chunks(source: bytes, size: int = 1000, limits: Limits = DEFAULT) -> None:
    meter = MarkupMeter(limits)
    for offset in range(0, len(source), size):
        meter.feed(source[offset : offset + size])


@pytest.mark.parametrize("name", LARGE)
def test_the_largest_documents_in_use_are_no_flood(name: str) -> None:
    start, item, count = LARGE[name]()
    source = (start + "".join(item.format(number) for number in range(count))).encode()
    check_markup(source, DEFAULT)
    feed_in_chunks(source, 1 << 16)


@pytest.mark.parametrize(
    ("source", "limit"),
    [
        (b"<x/>" * 100_000, "nodes"),
        (b"<!---->" * 100_000, "nodes"),
        (b"<![CDATA[]]>" * 100_000, "nodes"),
        (b"<?a?>" * 100_000, "nodes"),
        (b"<x a='' b='' c='' d='' e='' f=''/>" * 12_000, "attributes"),
        (b"<x>" + b"a" * 50 + b"</x>" * 1 + b"<x>aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa</x>" * 20_001, "item_nodes"),
        (b"<item/>" * 11_000, "items"),
        (b"<p:entry a='1'/>" * 11_000, "items"),
        (b"<url></url>" * 60_000, "items"),
    ],
)
def test_floods_of_markup_are_refused(source: bytes, limit: str) -> None:
    with pytest.raises(LimitError) as caught:
        check_markup(source, DEFAULT)
    assert caught.value.limit == limit
    with pytest.raises(LimitError):
        feed_in_chunks(source)


def test_what_is_in_sections_is_text() -> None:
    html = b"<b>a</b>" * 100_000
    source = b"<rss><item><d><![CDATA[" + html + b"]]></d><!--" + html + b"--></item></rss>"
    check_markup(source, DEFAULT)
    feed_in_chunks(source, 999)


@pytest.mark.parametrize("size", [1, 2, 3, 5, 8, 13, 100])
def test_sections_are_text_wherever_a_chunk_ends(size: int) -> None:
    source = b"<a><!--<b/>--><![CDATA[<b/>]]\n]]]><?b <b/>?>\n<c/></a>"
    meter = MarkupMeter(Limits(nodes=5, node_bytes=1000))
    for offset in range(0, len(source), size):
        meter.feed(source[offset : offset + size])
    with pytest.raises(LimitError) as caught:
        meter.feed(b"\n\n<d/>")
    assert (caught.value.limit, caught.value.line) == ("nodes", 5)


@pytest.mark.parametrize("mark", [b"<!--", b"<![CDATA["])
def test_processing_instructions_begin_no_section(mark: bytes) -> None:
    source = b"<rss><?x " + mark + b" ?>" + b"<x/>" * 100_000 + b"<?x --> ]]> ?></rss>"
    with pytest.raises(LimitError):
        check_markup(source, DEFAULT)
    with pytest.raises(LimitError):
        feed_in_chunks(source)


@pytest.mark.parametrize("recover", [False, True])
@pytest.mark.parametrize("document", [b"<x a='<!--'/>%b<x a='-->'/>", b"%b"])
def test_floods_of_broken_documents_are_refused(document: bytes, recover: bool) -> None:
    source = b"<rss>\n<channel>" + document.replace(b"%b", b"</a><x/>" * 200_000) + b"</channel></rss>"
    with pytest.raises(ReadError) as caught:
        newsfeed.loads(source, "rss", recover=recover)
    assert caught.value.line == 2
    assert isinstance(caught.value, LimitError) or not recover


def test_a_flood_of_end_tags_is_refused_with_its_line() -> None:
    document = b"<rss>\n" + b"</a>" * 80_000 + b"</rss>"
    with pytest.raises(LimitError, match="end tags") as caught:
        check_markup(document, DEFAULT)
    assert (caught.value.limit, caught.value.line) == ("nodes", 2)
    with pytest.raises(LimitError, match="end tags"):
        feed_in_chunks(document)


def test_values_of_attributes_may_have_any_sign() -> None:
    with pytest.raises(LimitError, match="attributes"):
        check_markup(b"<x a='>' b='>' c='>' d='>' e='>' f='>'/>" * 12_000, DEFAULT)


def test_unending_sections_take_linear_time() -> None:
    with pytest.raises(LimitError):
        check_markup(b"<!--<![CDATA[" * 200_000, DEFAULT)


@pytest.mark.parametrize("start", ["<rss a='", "<rss><!--", "<rss><![CDATA[", "<rss><?x "])
def test_tags_and_sections_over_many_chunks_take_linear_time(start: str) -> None:
    def feed(text: str) -> None:
        feed_in_chunks(text.encode(), 100)

    assert not growth.problem(feed, lambda size: start + "a" * size, growth.SIZES[1:])


@pytest.mark.parametrize(
    ("open_part", "end"),
    [("<a b='", "'/>"), ("<!--", "-->"), ("<![CDATA[", "]]>"), ("<!-- <![CDATA[ ", "-->"), ("<? <!-- ", "?>")],
)
@pytest.mark.parametrize("size", [1, 2, 7])
def test_markup_after_a_long_tag_or_section_is_counted(open_part: str, end: str, size: int) -> None:
    source = f"<rss>{open_part}{'a' * 20}{end}<item>\n<a/><a/><a/></item></rss>".encode()
    feed_in_chunks(source, size)
    with pytest.raises(LimitError) as caught:
        feed_in_chunks(source, size, Limits(items=1, item_nodes=3))
    assert caught.value.limit == "item_nodes"


@pytest.mark.parametrize("source", [b"[" + b"{}," * 60_000 + b"1]", b"[" + b"1," * 300_000 + b"1]"])
def test_floods_of_json_are_refused(source: bytes) -> None:
    with pytest.raises(LimitError, match="too many for its length"):
        check_json(source, DEFAULT)


def test_signs_in_json_strings_are_text() -> None:
    check_json(b'["' + b"{},[]" * 500_000 + b'"]', DEFAULT)


def test_long_arrays_are_refused() -> None:
    with pytest.raises(LimitError) as caught:
        newsfeed.loads(b'{"version":"https://jsonfeed.org/version/1.1","items":[' + b"{}," * 9_000 + b"{}]}")
    assert caught.value.limit == "values"


def test_floods_of_pages_are_refused() -> None:
    with pytest.raises(LimitError):
        check_tags("<p>a</p>" * 30_000, DEFAULT)
    with pytest.raises(LimitError):
        check_lines("a\n" * 30_000, DEFAULT)
    with pytest.raises(LimitError):
        check_lines("\n" * 300_000, DEFAULT)
    check_lines("a\n\n\n" * 9_000, DEFAULT)
    with pytest.raises(LimitError):
        check_urls(b"https://a.example/\n" * 60_000, DEFAULT)


def test_limits_can_be_raised() -> None:
    number = DEFAULT.items + 1000
    items = b"<item/>" * number
    with pytest.raises(LimitError) as caught:
        newsfeed.loads(b"<rss version='2.0'><channel>" + items + b"</channel></rss>")
    assert caught.value.limit == "items"
    check_markup(items, Limits(items=number))
    feed_in_chunks(items, limits=Limits(items=number))


@pytest.mark.parametrize("start", ["", "<!--\n\n-->", "<![CDATA[\n\n]]>"])
def test_errors_have_the_line_of_the_first_excess(start: str) -> None:
    document = f'<?xml version="1.0"?>\n<feed>{start}\n' + "<a>b</a>\n" * 10 + "</feed>"
    limits = Limits(elements=4 if not start else 5)
    with pytest.raises(LimitError) as caught:
        check_markup(document.encode(), limits)
    assert caught.value.line == 6 + 2 * bool(start)


@pytest.mark.parametrize(
    ("start", "end"),
    [
        ("<rss>", "</rss>"),
        ("<rss a='", "'/>"),
        ("<rss>\n<!--", "--></rss>"),
        ("<rss>\n<![CDATA[<b>", "]]></rss>"),
    ],
)
@pytest.mark.parametrize("position", [0, 49, 50, 99, 163])
def test_long_texts_are_refused_wherever_they_are(start: str, end: str, position: int) -> None:
    before = "<a/>" * (position // 4) + " " * (position % 4)
    check_markup(f"{before}{start}{'a' * (100 - len(start) - len(end))}{end}<b/>".encode(), Limits(text=100))
    source = f"{before}{start}{'a' * 100}{end}<b/>".encode()
    with pytest.raises(LimitError, match="of over 100 bytes") as caught:
        check_markup(source, Limits(text=100))
    assert (caught.value.limit, caught.value.line) == ("text", 1 + start.count("\n"))


def test_documents_of_many_short_texts_have_no_long_one() -> None:
    check_markup(b"<rss>" + b"<a>aaaa</a>" * 1000 + b"</rss>", Limits(text=20))


@pytest.mark.parametrize("recover", [False, True])
def test_a_text_that_libxml2_refuses_is_over_a_limit(recover: bool) -> None:
    html = "<p>a</p>" * 1_300_000
    data = f"<rss version='2.0'><channel><item><description><![CDATA[{html}]]></description></item></channel></rss>".encode()
    with pytest.raises(LimitError, match="10000000 bytes"):
        newsfeed.loads(data, recover=recover)
    with pytest.raises(LimitError, match="10000000 bytes"):
        list(newsfeed.iter_stories(io.BytesIO(data), recover=recover))
    assert "xml.limit.text" in {finding.code for finding in newsfeed.validate(data)}


def test_errors_have_the_line_of_the_item_that_is_too_large() -> None:
    document = "<rss>\n<item>\n<a/></item>\n<item>\n<a/><a/><a/></item></rss>"
    with pytest.raises(LimitError) as caught:
        check_markup(document.encode(), Limits(items=1, item_nodes=3))
    assert (caught.value.limit, caught.value.line) == ("item_nodes", 4)
