"""The RELAX NG schemas of RSS and Atom: accepted and refused documents, and the unchanged tree after a refusal."""

import json
from functools import cache
from pathlib import Path

import pytest
from lxml import etree

from feed_documents import ATOM_INVALID, DECLARED, entry, feed

SCHEMAS = Path(__file__).resolve().parents[2] / "schemas"
SHA_1 = "0123456789abcdef0123456789abcdef01234567"


@cache
def schema(name: str) -> etree.RelaxNG:
    parser = etree.XMLParser(no_network=True, resolve_entities=False)
    return etree.RelaxNG(etree.parse(str(SCHEMAS / name / f"{name}.rng"), parser))


def accepts(name: str, document: str) -> bool:
    """Validate a document and check that its tree is unchanged: libxml2 relinks siblings while it validates."""
    tree = etree.fromstring(document)
    before = etree.tostring(tree)
    valid = bool(schema(name).validate(tree))
    assert etree.tostring(tree) == before
    return valid


def rss(channel: str = "", *, head: str = "", attributes: str = 'version="2.0"') -> str:
    head = head or "<title>News</title><link>https://example.org/</link><description/>"
    return f"<rss {attributes} {DECLARED}><channel>{head}{channel}</channel></rss>"


def item(content: str) -> str:
    return rss(f"<item><title>One</title>{content}</item>")


RSS_CHANNEL_VALID = {
    "every core element": "<language>en-GB</language><copyright>c</copyright>"
    "<managingEditor>e@example.org (E)</managingEditor>"
    "<webMaster>W &lt;w@example.org&gt;</webMaster><pubDate>Fri, 06 Nov 2026 10:00:00 GMT</pubDate>"
    '<lastBuildDate>6 Nov 26 10:00 +0100</lastBuildDate><category domain="d">c</category><category>e</category>'
    "<generator>g</generator><docs>https://example.org/docs</docs><ttl>60</ttl><rating>r</rating>"
    '<cloud domain="d" port="80" path="/p" registerProcedure="" protocol="http-post"/>'
    "<image><url>https://example.org/i.png</url><title>News</title><link>https://example.org/</link>"
    "<width>144</width><height>400</height><description>d</description></image>"
    "<textInput><title>t</title><description>d</description><name>q</name><link>https://example.org/s</link>"
    "</textInput>"
    "<skipHours><hour>0</hour><hour>23</hour></skipHours><skipDays><day>Monday</day><day>Sunday</day></skipDays>",
    "items first and last": "<item><title/></item><ttl>1</ttl><item><description/></item>",
    "foreign markup": '<x:a b="c">text<x:b/><plain xmlns=""/></x:a>',
    "foreign attribute": "<generator x:y='z' xml:lang='en' xml:base='a'>g</generator>",
    "atom elements": "<a:link rel='self' type='application/rss+xml' href='https://example.org/f'/>"
    "<a:link rel='hub' href='h'/>"
    "<a:updated>2026-11-06T10:00:00.5+01:00</a:updated><a:icon>i.png</a:icon>",
    "syndication": "<sy:updatePeriod>hourly</sy:updatePeriod><sy:updateFrequency>2</sy:updateFrequency>"
    "<sy:updateBase>2026-01-01T00:00Z</sy:updateBase>",
    "podcast": "<itunes:author>A</itunes:author><itunes:category text='News'><itunes:category text='Daily'/>"
    "</itunes:category>"
    "<itunes:owner><itunes:email>o@example.org</itunes:email></itunes:owner><itunes:explicit>false</itunes:explicit>",
    "archive": "<fh:archive/><a:link rel='prev-archive' href='https://example.org/1'/>",
    "date with comments": "<pubDate>Fri (a (b) \\) c), 6(th) Nov 2026 10:00:00 +0000 (d)</pubDate>",
    "24 hours": "<skipHours>" + "".join(f"<hour>{hour}</hour>" for hour in range(24)) + "</skipHours>",
}
RSS_ITEM_VALID = {
    "every core element": "<link>https://example.org/1</link><description>d</description><author>a@example.org</author>"
    "<category>c</category><comments>https://example.org/c</comments><guid isPermaLink='false'>any text</guid>"
    "<enclosure url='https://example.org/a.mp3' length='0' type='audio/mpeg'/><pubDate>6 Nov 2026 10:00:00 Z</pubDate>"
    "<source url='https://example.org/f'>s</source>",
    "permalink": "<guid>https://example.org/1</guid>",
    "body and creators": "<content:encoded>&lt;p&gt;</content:encoded><dc:creator>A</dc:creator>"
    "<dc:creator>B</dc:creator>"
    "<dc:date>2026-11</dc:date><dc:date.Taken>2026</dc:date.Taken>",
    "alternating modules": "<media:title>t</media:title><cc:license>https://example.org/l</cc:license><x:a/>"
    "<media:keywords/><x:a/>"
    "<wfw:commentRss>https://example.org/c</wfw:commentRss><x:a/><media:rating>adult</media:rating>",
    "media": "<media:group><media:content url='https://example.org/a' medium='video' isDefault='true' duration='3'/>"
    "<media:content url='https://example.org/b' isDefault='false'><dcterms:valid>2026</dcterms:valid></media:content>"
    "<media:credit role='author' scheme='urn:ebu'>c</media:credit></media:group>"
    f"<media:thumbnail url='https://example.org/t' width='75' time='12:05:01.123'/>"
    f"<media:hash algo='sha-1'>{SHA_1}</media:hash>"
    "<media:restriction relationship='allow' type='country'>au us</media:restriction>"
    "<media:rating scheme='urn:icra'>r (cz 1 nz 0)</media:rating><media:text start='0:00:01'>t</media:text>",
    "slash, thr, wfw": "<slash:comments>3</slash:comments><slash:hit_parade>3, 2,1</slash:hit_parade>"
    "<thr:total>3</thr:total>"
    "<wfw:comment>https://example.org/c</wfw:comment><thr:in-reply-to ref='urn:x:0'/>",
    "georss": "<georss:point>45.2 -110</georss:point><georss:line>1 2 3 4</georss:line>"
    "<georss:polygon>1 2 3 4 5 6 1 2</georss:polygon>"
    "<georss:where><gml:Point><gml:pos>1 2</gml:pos></gml:Point></georss:where><georss:elev>-3</georss:elev>",
    "episode": "<itunes:duration>1:02:03</itunes:duration><itunes:episode>4</itunes:episode>"
    "<itunes:episodeType>full</itunes:episodeType>",
    "terms": "<dcterms:modified>2026-11-06T10:00:00Z</dcterms:modified>"
    "<dcterms:valid>start=2026-01-01;</dcterms:valid>",
}
RSS_INVALID = {
    "wrong root": f"<channel {DECLARED}/>",
    "no version": rss(attributes=""),
    "wrong version": rss(attributes='version="0.91"'),
    "no channel": '<rss version="2.0"/>',
    "two channels": rss().replace("</rss>", rss().partition(">")[2]),
    "channel without title": rss(head="<link>https://example.org/</link><description/>"),
    "channel without link": rss(head="<title/><description/>"),
    "channel without description": rss(head="<title/><link>https://example.org/</link>"),
    "two titles": rss("<title/>"),
    "text in channel": rss("text"),
    "text in item": item("text"),
    "unknown element without namespace": rss("<guid>https://example.org/</guid>"),
    "lower-case textinput": rss("<textinput/>"),
    "unknown attribute without namespace": item("<guid isPermalink='false'>x</guid>"),
    "relative channel link": rss(head="<title/><link>/news</link><description/>"),
    "item without title and description": rss("<item><link>https://example.org/1</link></item>"),
    "two descriptions": item("<description/><description/>"),
    "two sources": item("<source url='https://example.org/'/><source url='https://example.org/'/>"),
    "source without url": item("<source>s</source>"),
    "permalink that is no address": item("<guid isPermaLink='true'>urn:x:1</guid>"),
    "implied permalink that is no address": item("<guid>1</guid>"),
    "enclosure without length": item("<enclosure url='https://example.org/a' type='a/b'/>"),
    "enclosure of fractional length": item("<enclosure url='https://example.org/a' length='1.5' type='a/b'/>"),
    "enclosure of no media type": item("<enclosure url='https://example.org/a' length='1' type='mp3'/>"),
    "author without address": item("<author>Ann</author>"),
    "address in the comment": item("<author>Ann (ann@example.org)</author>"),
    "date of another format": rss("<pubDate>2026-11-06T10:00:00Z</pubDate>"),
    "date of a thirteenth month": rss("<pubDate>06 Foo 2026 10:00:00 GMT</pubDate>"),
    "date of a 25th hour": rss("<pubDate>06 Nov 2026 25:00:00 GMT</pubDate>"),
    "language with underscore": rss("<language>en_GB</language>"),
    "ttl of nothing": rss("<ttl>0</ttl>"),
    "cloud without port": rss("<cloud domain='d' path='p' registerProcedure='r' protocol='soap'/>"),
    "cloud of an unknown protocol": rss("<cloud domain='d' port='1' path='p' registerProcedure='r' protocol='p'/>"),
    "image without url": rss("<image><title/><link>https://example.org/</link></image>"),
    "image too wide": rss(
        "<image><url>https://example.org/i</url><title/><link>https://example.org/</link><width>145</width></image>"
    ),
    "text input without name": rss("<textInput><title/><description/><link>https://example.org/</link></textInput>"),
    "25 hours": rss("<skipHours>" + "<hour>1</hour>" * 25 + "</skipHours>"),
    "hour that is none": rss("<skipHours><hour>25</hour></skipHours>"),
    "day that is none": rss("<skipDays><day>monday</day></skipDays>"),
    "eight days": rss("<skipDays>" + "<day>Monday</day>" * 8 + "</skipDays>"),
    "two bodies": item("<content:encoded/><content:encoded/>"),
    "element in dc:creator": item("<dc:creator><x:a/></dc:creator>"),
    "dc:date of another format": item("<dc:date>6 Nov 2026</dc:date>"),
    "empty dc:language": rss("<dc:language/>"),
    "dcterms date of another format": item("<dcterms:modified>yesterday</dcterms:modified>"),
    "unknown Atom element": rss("<a:unknown/>"),
    "Atom link without href": rss("<a:link rel='self'/>"),
    "update period that is none": rss("<sy:updatePeriod>often</sy:updatePeriod>"),
    "update frequency of nothing": rss("<sy:updateFrequency>0</sy:updateFrequency>"),
    "two update periods": rss("<sy:updatePeriod>daily</sy:updatePeriod><sy:updatePeriod>daily</sy:updatePeriod>"),
    "hit parade of words": item("<slash:hit_parade>a,b</slash:hit_parade>"),
    "relative comment address": item("<wfw:comment>/c</wfw:comment>"),
    "licence by name": item("<cc:license>Attribution</cc:license>"),
    "two markers": rss("<fh:archive/><fh:complete/>"),
    "episode data in channel": rss("<itunes:duration>1</itunes:duration>"),
    "duration of 74 seconds": item("<itunes:duration>00:07:74</itunes:duration>"),
    "explicit with white space": item("<itunes:explicit> true </itunes:explicit>"),
    "subtitle too long": item(f"<itunes:subtitle>{'x' * 256}</itunes:subtitle>"),
    "medium that is none": item("<media:content url='https://example.org/a' medium='smell'/>"),
    "width of nothing": item("<media:content url='https://example.org/a' width='0'/>"),
    "two defaults": item("<media:group>" + "<media:content isDefault='true'/>" * 2 + "</media:group>"),
    "thumbnail without url": item("<media:thumbnail/>"),
    "thumbnail time": item("<media:thumbnail url='https://example.org/t' time='soon'/>"),
    "two media titles": item("<media:title/><media:title/>"),
    "media title of an unknown type": item("<media:title type='text/html'/>"),
    "upper-case role": item("<media:credit role='Author'/>"),
    "hash of another length": item(f"<media:hash>{SHA_1}</media:hash>"),
    "rating outside its scheme": item("<media:rating scheme='urn:mpaa'>tv-ma</media:rating>"),
    "restriction without relationship": item("<media:restriction type='uri'/>"),
    "restriction of no type": item("<media:restriction relationship='allow'>some</media:restriction>"),
    "half a point": item("<georss:point>45</georss:point>"),
    "latitude over 90": item("<georss:point>91 0</georss:point>"),
    "open polygon of three": item("<georss:polygon>1 2 3 4 5 6</georss:polygon>"),
    "reply to nothing": item("<thr:in-reply-to/>"),
}

ATOM_FEED_VALID = {
    "no entry": "",
    "every element": "<author><name>A</name><uri>a</uri><email>a@example.org</email><x:y/></author>"
    "<category term='' scheme='urn:x'/>"
    "<contributor><name/></contributor><generator uri='g' version='1'>g</generator><icon>i</icon><logo>l</logo>"
    "<link rel='self' href=''/><rights type='html'>&lt;b&gt;</rights><subtitle>s</subtitle>",
    "foreign markup": "<x:a/><plain xmlns=''>text</plain>",
    "link with foreign markup": "<link rel='http://example.org/rel' href='a' x:y='z'>text<x:a/></link>",
    "complete": "<fh:complete/><link rel='current' href='https://example.org/'/>",
    "tombstone": "<at:deleted-entry ref='urn:x:0' when='2026-11-06T10:00:00Z'><at:by><name>A</name></at:by>"
    "<at:comment type='text'>c</at:comment><link href='a'/><x:a/></at:deleted-entry>",
    "modules": "<sy:updatePeriod>daily</sy:updatePeriod><dc:creator/><media:thumbnail url='https://example.org/t'/>",
    "empty language": "<subtitle xml:lang=''/>",
    "leap second": "<link rel='replies' href='a' thr:count='2' thr:updated='2016-12-31T23:59:60Z'/>",
}
ATOM_ENTRY_VALID = {
    "alternate alone": "",
    "text": "<content>text</content>",
    "html": "<summary type='html'>s</summary><content type='html'>&lt;p&gt;</content>",
    "xhtml": "<content type='xhtml'><div xmlns='http://www.w3.org/1999/xhtml' id='a'>t<p class='b'/>"
    "<svg xmlns='http://www.w3.org/2000/svg'/></div></content>",
    "xml": "<content type='image/svg+xml'><svg xmlns='http://www.w3.org/2000/svg'/></content>",
    "text/xml is XML": "<content type='text/xml; charset=utf-8'><a xmlns=''/></content>",
    "plain": "<content type='text/plain'>t</content>",
    "base64": "<summary/><content type='image/png'>\nAAAA\n</content>",
    "elsewhere": "<content src='a' type='text/html'/><summary/>",
    "links around content": "<link rel='via' href='a'/><content/><link rel='related' href='b'/><summary/>"
    "<link rel='x' href='c'/>",
    "source": "<source><id>urn:x:f</id><title/><updated>2026-11-06T10:00:00Z</updated></source><content/>",
    "dates": "<published>2026-11-06T10:00:00.25-05:00</published>",
    "replies": "<thr:in-reply-to ref='urn:x:0' href='a' type='text/html'/><thr:total>0</thr:total>",
}


@pytest.mark.parametrize("case", RSS_CHANNEL_VALID)
def test_rss_accepts_a_channel_with(case: str) -> None:
    assert accepts("rss", rss(RSS_CHANNEL_VALID[case]))


@pytest.mark.parametrize("case", RSS_ITEM_VALID)
def test_rss_accepts_an_item_with(case: str) -> None:
    assert accepts("rss", item(RSS_ITEM_VALID[case]))


@pytest.mark.parametrize("case", RSS_INVALID)
def test_rss_refuses(case: str) -> None:
    assert not accepts("rss", RSS_INVALID[case])


@pytest.mark.parametrize("case", ATOM_FEED_VALID)
def test_atom_accepts_a_feed_with(case: str) -> None:
    assert accepts("atom", feed(ATOM_FEED_VALID[case]))


@pytest.mark.parametrize("case", ATOM_ENTRY_VALID)
def test_atom_accepts_an_entry_with(case: str) -> None:
    assert accepts("atom", entry(ATOM_ENTRY_VALID[case]))
    assert accepts("atom", feed(entry(ATOM_ENTRY_VALID[case])))


@pytest.mark.parametrize("case", ATOM_INVALID)
def test_atom_refuses(case: str) -> None:
    assert not accepts("atom", ATOM_INVALID[case])


@pytest.mark.parametrize("count", [1, 10_000])
def test_a_long_feed_is_accepted_and_its_one_bad_item_found(count: int) -> None:
    one = "<item><title/><dc:creator/><media:title/><x:a/><dc:creator/></item>"
    assert accepts("rss", rss(one * count))
    assert not accepts("rss", rss(one * count + "<item/>"))


# Cases that must stay silent about one error, and that the schema refuses for another reason.
FRAGMENT = "it has only the element under test, not what every feed must have"
REFUSED = {
    "atom/must/entry_id_not_urn2.xml": FRAGMENT,
    "atom/must/entry_link_multiple3.xml": FRAGMENT,
    "atom/must/entry_link_multiple4.xml": FRAGMENT,
    "atom/must/entry_link_multiple5.xml": FRAGMENT,
    "atom/must/entry_link_multiple6.xml": FRAGMENT,
    "atom/must/entry_link_not_multiple.xml": FRAGMENT,
    "atom/must/entry_link_not_multiple2.xml": FRAGMENT,
    "atom/must/entry_link_not_multiple3.xml": FRAGMENT,
    "atom/must/feed_copyright_missing.xml": FRAGMENT,
    "atom/must/feed_generator_name.xml": FRAGMENT,
    "atom/must/feed_id_not_urn2.xml": FRAGMENT,
    "atom/must/feed_info_missing.xml": FRAGMENT,
    "atom/must/feed_link_not_multiple.xml": FRAGMENT,
    "atom/must/feed_link_not_multiple3.xml": FRAGMENT,
    "atom/must/feed_xml_id_attribute.xml": FRAGMENT,
    "rss/must/multiple_dccreator.xml": FRAGMENT,
    "rss/must/multiple_item_dcsubject.xml": FRAGMENT,
    "rss20/element-channel-item-guid/guid_value_isPermalink_true2.xml": "its permalink is no address; one "
    "error, not two, is expected",
}


def test_documents_without_errors_of_the_feed_validator_are_accepted(corpora: Path) -> None:
    folder = corpora / "feedvalidator"
    cases = [
        case
        for case in json.loads((folder / "manifest.json").read_bytes())
        if (case["effective"], case["severity"]) == ("silent", "Error")
    ]
    assert len(cases) > 100
    refused = {case["path"].removeprefix("testcases/") for case in cases if not _accepted(folder / case["path"])}
    assert refused == set(REFUSED)


def _accepted(path: Path) -> bool:
    tree = etree.fromstring(path.read_bytes(), etree.XMLParser(no_network=True, resolve_entities=False))
    return bool(schema("rss" if tree.tag == "rss" else "atom").validate(tree))
