"""The W3C feed validator's codes: for each a document that has the fault, and one without it.

Those that concern the XML or several documents are tested beside the code that finds them; every code has a document in
`tests/invalid`, too.
"""

import pytest

from newsfeed import validate
from newsfeed.findings import W3C

NAMESPACES = {
    "ag": "http://purl.org/rss/1.0/modules/aggregation/",
    "app": "http://www.w3.org/2007/app",
    "atom": "http://www.w3.org/2005/Atom",
    "content": "http://purl.org/rss/1.0/modules/content/",
    "dc": "http://purl.org/dc/elements/1.1/",
    "dcterms": "http://purl.org/dc/terms/",
    "ev": "http://purl.org/rss/1.0/modules/event/",
    "fh": "http://purl.org/syndication/history/1.0",
    "g": "http://base.google.com/ns/1.0",
    "geo": "http://www.w3.org/2003/01/geo/wgs84_pos#",
    "georss": "http://www.georss.org/georss",
    "indexing": "urn:atom-extension:indexing",
    "itunes": "http://www.itunes.com/dtds/podcast-1.0.dtd",
    "media": "http://search.yahoo.com/mrss/",
    "opensearch": "http://a9.com/-/spec/opensearch/1.1/",
    "slash": "http://purl.org/rss/1.0/modules/slash/",
    "sx": "http://feedsync.org/2007/feedsync",
    "sy": "http://purl.org/rss/1.0/modules/syndication/",
    "thr": "http://purl.org/syndication/thread/1.0",
    "tide": "https://example.com/tide",
    "wfw": "http://wellformedweb.org/CommentAPI/",
    "xhtml": "http://www.w3.org/1999/xhtml",
    "xsi": "http://www.w3.org/2001/XMLSchema-instance",
}
RSS = """<?xml version="1.0" encoding="utf-8"?>
<rss version="2.0" {namespaces}><channel><title>The Marl Lamp</title><link>https://example.com/</link>
<description>News</description><language>en</language>{channel}<item><title>Harbour</title><guid>https://example.com/1</guid>
{item}</item></channel></rss>"""
ATOM = """<?xml version="1.0" encoding="utf-8"?>
<feed xmlns="http://www.w3.org/2005/Atom" {namespaces}><id>https://example.com/</id><title>The Marl Lamp</title>
<updated>2026-05-17T09:30:00Z</updated>{feed}<entry><id>https://example.com/1</id><title>Harbour</title>
<updated>2026-05-17T09:30:00Z</updated>{entry}</entry></feed>"""

IMAGE = "<image><url>{0}</url><title>{1}</title><link>{2}</link>{3}</image>"
LAMP = ("https://example.com/a.png", "The Marl Lamp", "https://example.com/", "")


def image(index: int, value: str) -> str:
    return IMAGE.format(*LAMP[:index], value, *LAMP[index + 1 :])


CHANNEL = [
    ("AvoidTextInput", "<textInput/>", ""),
    ("ContainsHTML", "<copyright>&lt;b&gt;a&lt;/b&gt;</copyright>", "<copyright>&lt;b&gt;a</copyright>"),
    ("ContainsHTML", "<copyright>a &amp;copy; b</copyright>", "<copyright>a &amp; b</copyright>"),
    ("CharacterData", "<copyright>&lt;b&gt;a</copyright>", "<copyright>&#x3C;b&#x3E;a</copyright>"),
    ("DuplicateElement", "<ttl>5</ttl><ttl>5</ttl>", "<ttl>5</ttl>"),
    ("DuplicateSemantics", "<category>a</category><dc:subject>b</dc:subject>", "<dc:subject>b</dc:subject>"),
    ("DuplicateDescriptionSemantics", "<atom:subtitle>a</atom:subtitle>", "<atom:icon>a.png</atom:icon>"),
    ("DuplicateValue", "<skipHours><hour>0</hour><hour>24</hour></skipHours>", "<skipHours><hour>0</hour></skipHours>"),
    ("EightDaysAWeek", f"<skipDays>{'<day>Friday</day>' * 8}</skipDays>", "<skipDays><day>Friday</day></skipDays>"),
    ("EmailFormat", "<webMaster>Ada &lt;a@example.com&gt;</webMaster>", "<webMaster>a@example.com (Ada)</webMaster>"),
    ("ImageLinkDoesntMatch", image(2, "https://example.com/b"), image(2, "https://example.com/")),
    ("ImageTitleDoesntMatch", image(1, ""), image(1, "The Marl Lamp")),
    ("ImageUrlFormat", image(0, "https://example.com/a.svg"), image(0, "https://example.com/a.jpeg")),
    ("IncorrectDOW", "<pubDate>Mon, 05 Sep 2024 07:02:01 GMT</pubDate>", "<pubDate>5 Sep 2024 07:02:01 GMT</pubDate>"),
    ("ImplausibleDate", "<pubDate>Fri, 06 May 1983 09:00:00 CST</pubDate>", ""),
    ("IntegerOverflow", "<sy:updateFrequency>3000000000</sy:updateFrequency>", "<sy:updateFrequency>2</sy:updateFrequency>"),
    ("InvalidContact", "<webMaster>Ada</webMaster>", "<webMaster>a@example.com (Ada)</webMaster>"),
    ("InvalidDay", "<skipDays><day>monday</day></skipDays>", "<skipDays><day>Monday</day></skipDays>"),
    ("InvalidFormComponentName", "<textInput><name>2</name></textInput>", "<textInput><name>a b</name></textInput>"),
    ("InvalidFullLink", "<docs>/rss</docs>", "<docs>https://example.com/rss</docs>"),
    ("InvalidHeight", image(3, "<height>401</height>"), image(3, "<height>400</height>")),
    ("InvalidHour", "<skipHours><hour>25</hour></skipHours>", "<skipHours><hour>23</hour></skipHours>"),
    ("InvalidIntegerAttribute", '<cloud port="x"/>', '<cloud port="80"/>'),
    ("InvalidLanguage", "<dc:language>english</dc:language>", "<dc:language>en-GB</dc:language>"),
    ("InvalidPositiveInteger", "<ttl>0</ttl>", "<ttl>60</ttl>"),
    ("InvalidRFC2822Date", "<pubDate>2024-09-05</pubDate>", "<pubDate>Thu, 05 Sep 2024 07:02 UT</pubDate>"),
    ("SinceAfterUntil", '<sx:sharing since="2026-02-01T00:00:00Z" until="2026-01-01T00:00:00Z"/>',
     '<sx:sharing since="2026-01-01T00:00:00Z" until="2026-02-01T00:00:00Z"/>'),
    ("InvalidSseType", '<sx:sharing><sx:related type="a"/></sx:sharing>',
     '<sx:sharing><sx:related type="complete"/></sx:sharing>'),
    ("InvalidUpdatePeriod", "<sy:updatePeriod>Daily</sy:updatePeriod>", "<sy:updatePeriod>daily</sy:updatePeriod>"),
    ("InvalidW3CDTFDate", "<dcterms:issued>5/9/2024</dcterms:issued>", "<dcterms:issued>2024-09</dcterms:issued>"),
    ("InvalidWidth", image(3, "<width>0</width>"), image(3, "<width>144</width>")),
    ("InvalidLocalRole", '<opensearch:Query role="a"/>', '<opensearch:Query role="request"/>'),
    ("InvalidMetaContent", '<xhtml:meta name="robots" content="a"/>', '<xhtml:meta name="robots" content="noindex"/>'),
    ("InvalidMetaName", '<xhtml:meta name="a" content="all"/>', '<xhtml:meta name="ROBOTS" content="all"/>'),
    ("MisplacedXHTMLContent", "<xhtml:p/>", "<xhtml:div/>"),
    ("MissingAttribute", "<cloud/>", '<cloud domain="a" path="a" port="1" protocol="soap" registerProcedure="a"/>'),
    ("MissingDescription", "<textInput/>", "<textInput><description>a</description></textInput>"),
    ("MissingElement", "<skipHours/>", "<skipHours><hour>1</hour></skipHours>"),
    ("MissingElement", "<skipDays/>", "<skipDays><day>Monday</day></skipDays>"),
    ("MissingElement", "<itunes:owner/>", "<itunes:owner><itunes:email>a@example.com</itunes:email></itunes:owner>"),
    ("MissingItunesElement", "<itunes:author>A</itunes:author>", ""),
    ("MissingItunesEmail", "<itunes:author>A</itunes:author>", "<itunes:owner/>"),
    ("MissingLink", "<textInput/>", "<textInput><link>https://example.com/</link></textInput>"),
    ("MissingRealName", "<webMaster>a@example.com</webMaster>", "<webMaster>a@example.com (Ada)</webMaster>"),
    ("MissingTitle", "<textInput/>", "<textInput><title/></textInput>"),
    ("NoBlink", "<blink/>", ""),
    ("NotEnoughHoursInTheDay", f"<skipHours>{'<hour>1</hour>' * 25}</skipHours>", "<skipHours><hour>1</hour></skipHours>"),
    ("ProblematicalRFC822Date", "<pubDate>Thu, 05 Sep 24 07:02:01 GMT</pubDate>",
     "<pubDate>Thu, 05 Sep 2024 07:02:01 EST</pubDate>"),
    ("QuestionableUsage", "<atom:published/>", "<atom:updated/>"),
    ("RelativeSelf", '<atom:link rel="self" href="a"/>', '<atom:link rel="self" href="https://example.com/a"/>'),
    ("SelfNotAtom", '<atom:link rel="self" type="text/html" href="a"/>',
     '<atom:link rel="self" type="application/rss+xml" href="a"/>'),
    ("UndefinedElement", "<content:encoded/>", "<thr:in-reply-to ref='https://example.com/1'/>"),
    ("UndefinedElement", "<itunes:duration>1</itunes:duration>", "<itunes:keywords>a</itunes:keywords>"),
    ("UndefinedElement", "<dc:autor>A</dc:autor>", "<dc:creator>A</dc:creator>"),
    ("UndefinedElement", "<media:content/>", '<media:thumbnail url="https://example.com/a.png"/>'),
    ("UndefinedElement", "<copyright><b/></copyright>", "<copyright/>"),
    ("UnexpectedText", "<skipDays>a<day>Monday</day></skipDays>", "<skipDays> <day>Monday</day></skipDays>"),
    ("UnknownHost", "<webMaster>a@example (Ada)</webMaster>", "<webMaster>a@example.com (Ada)</webMaster>"),
    ("UnknownNamespace", "<tide:high/>", ""),
    ("UseZeroForMidnight", "<skipHours><hour>24</hour></skipHours>", "<skipHours><hour>0</hour></skipHours>"),
]  # fmt: skip

ITEM = [
    ("CommentRSS", "<wfw:commentRSS>https://example.com/</wfw:commentRSS>",
     "<wfw:commentRss>https://example.com/</wfw:commentRss>"),
    ("ContainsRelRef", "<description>&lt;a href='/a'>a&lt;/a></description>",
     "<description>&lt;form action='/a'>&lt;/form></description>"),
    ("CoordComma", "<georss:point>51,1</georss:point>", "<georss:point>51 1</georss:point>"),
    ("DangerousStyleAttr", "<description>&lt;p style='position:fixed'></description>",
     "<description>&lt;p style='color:red'></description>"),
    ("DeprecatedMediaAdult", "<media:adult>false</media:adult>", "<media:rating>nonadult</media:rating>"),
    ("DuplicateDescriptionSemantics", "<atom:title>a</atom:title>", "<atom:summary>a</atom:summary>"),
    ("DuplicateEnclosure", "<enclosure/><enclosure/>", "<enclosure/>"),
    ("DuplicateItemSemantics", "<category>a</category><dc:subject>b</dc:subject>", "<dc:title>b</dc:title>"),
    ("DuplicateElement", "<dc:language>en</dc:language><dc:language>en</dc:language>",
     "<dc:date>2024</dc:date><dc:date>2025</dc:date>"),
    ("InvalidBooleanAttribute", '<guid isPermaLink="no">a</guid>', '<guid isPermaLink="false">a</guid>'),
    ("InvalidCommaSeparatedIntegers", "<slash:hit_parade>1;2</slash:hit_parade>", "<slash:hit_parade>1, 2</slash:hit_parade>"),
    ("InvalidCoord", "<georss:point>51  1</georss:point>", "<georss:point>51 1</georss:point>"),
    ("InvalidCoordList", "<georss:line>51 1</georss:line>", "<georss:line>51 1 52 2</georss:line>"),
    ("InvalidCountryCode", '<media:restriction relationship="allow" type="country">xx</media:restriction>',
     '<media:restriction relationship="allow" type="country">au us</media:restriction>'),
    ("InvalidCreditRole", '<media:credit role="Author">A</media:credit>', '<media:credit role="author">A</media:credit>'),
    ("InvalidDuration", "<itunes:duration>1:2:3</itunes:duration>", "<itunes:duration>1:02:03</itunes:duration>"),
    ("InvalidFloat", '<media:content duration="a"/>', '<media:content duration="1.5"/>'),
    ("InvalidFloatUnit", "<geo:alt>high</geo:alt>", "<geo:alt>-3.5</geo:alt>"),
    ("InvalidGender", "<g:gender>a</g:gender>", "<g:gender>female</g:gender>"),
    ("InvalidHttpGUID", "<guid/>", "<guid>https://example.com/2</guid>"),
    ("InvalidISO8601DateTime", "<ev:startdate>a</ev:startdate>", "<ev:startdate>2050-01-01</ev:startdate>"),
    ("InvalidInteger", "<georss:floor>a</georss:floor>", "<georss:floor>-1</georss:floor>"),
    ("InvalidItunesEpisodeType", "<itunes:episodeType>Full</itunes:episodeType>",
     "<itunes:episodeType>full</itunes:episodeType>"),
    ("InvalidKeywords", "<itunes:keywords>a b</itunes:keywords>", "<itunes:keywords>a b, c</itunes:keywords>"),
    ("InvalidLatitude", "<geo:lat>91</geo:lat>", "<geo:lat>-90</geo:lat>"),
    ("InvalidLongitude", "<geo:long>181</geo:long>", "<geo:long>180</geo:long>"),
    ("InvalidMIMEAttribute", '<media:content type="a"/>', '<media:content type="image/png"/>'),
    ("InvalidMediaExpression", '<media:content expression="a"/>', '<media:content expression="full"/>'),
    ("InvalidMediaHash", "<media:hash>a</media:hash>", f"<media:hash>{'a' * 32}</media:hash>"),
    ("InvalidMediaMedium", '<media:content medium="a"/>', '<media:content medium="audio"/>'),
    ("InvalidMediaRating", '<media:rating scheme="urn:mpaa">PG</media:rating>',
     '<media:rating scheme="urn:mpaa">pg</media:rating>'),
    ("InvalidMediaRestriction", '<media:restriction relationship="deny">a</media:restriction>',
     '<media:restriction relationship="deny">all</media:restriction>'),
    ("InvalidMediaRestrictionRel", '<media:restriction relationship="a"/>', '<media:restriction relationship="deny"/>'),
    ("InvalidMediaTextType", '<media:title type="text">a</media:title>', '<media:title type="plain">a</media:title>'),
    ("InvalidNPTTime", '<media:thumbnail time="a"/>', '<media:thumbnail time="12:05:35.3"/>'),
    ("InvalidNonNegativeInteger", "<slash:comments>-1</slash:comments>", "<slash:comments>0</slash:comments>"),
    ("InvalidPermalink", "<guid>tag:example.com,2024:a</guid>", "<guid isPermaLink='false'>tag:example.com,2024:a</guid>"),
    ("InvalidTrueFalse", "<itunes:explicit>maybe</itunes:explicit>", "<itunes:explicit>TRUE</itunes:explicit>"),
    ("InvalidTrueFalse", "<itunes:explicit>yes</itunes:explicit>", "<itunes:explicit>false</itunes:explicit>"),
    ("InvalidURLAttribute", '<enclosure url="ftp://example.com/a"/>', '<enclosure url="http://example.com/a"/>'),
    ("InvalidURLAttribute", '<enclosure url="http://localhost/a"/>', '<enclosure url="https://example.com:81/a"/>'),
    ("InvalidUriChar", "<description>&lt;img src='a b.png'></description>",
     "<description>&lt;img src='https://example.com/a.png'></description>"),
    ("InvalidYesNoClean", "<itunes:block> yes</itunes:block>", "<itunes:block>Yes</itunes:block>"),
    ("MediaGroupWithoutAlternatives", "<media:group><media:content/></media:group>",
     "<media:group><media:content/><media:content/></media:group>"),
    ("MissingElement", "<geo:Point><geo:lat>1</geo:lat></geo:Point>",
     "<geo:Point><geo:lat>1</geo:lat><geo:long>1</geo:long></geo:Point>"),
    ("MissingHref", "<atom:link/>", '<atom:link href="https://example.com/"/>'),
    ("NeedDescriptionBeforeContent", "<content:encoded>a</content:encoded>",
     "<description>a</description><content:encoded>a</content:encoded>"),
    ("NoThrWhen", '<atom:link thr:when="a"/>', '<atom:link rel="replies" thr:updated="2026-05-17T09:30:00Z"/>'),
    ("NotBlank", "<category/>", "<description/>"),
    ("NotHtml", "<description>&lt;b>a</description>", "<description>&lt;b>a&lt;/b></description>"),
    ("NotHtml", "<description>AT&amp;T</description>", "<description>AT&amp;amp;T</description>"),
    ("NotInANamespace", "<tide:a><b/></tide:a>", "<tide:a><tide:b><c/></tide:b></tide:a>"),
    ("NotSufficientlyUnique", "<guid isPermaLink='false'>12345678</guid>", "<guid isPermaLink='false'>123456789</guid>"),
    ("QuestionableUsage", '<atom:category term="a"/>', "<atom:updated/>"),
    ("SchemeNotIANARegistered", "<comments>foo:a</comments>", "<comments>mailto:a@example.com</comments>"),
    ("SecurityRisk", "<description>&lt;iframe>&lt;/iframe></description>", "<description>&lt;video>&lt;/video></description>"),
    ("SecurityRisk", "<xhtml:body><xhtml:meta/></xhtml:body>", "<xhtml:body><xhtml:p/></xhtml:body>"),
    ("SecurityRiskAttr", "<description>&lt;p onclick='x'></description>", "<description>&lt;p title='x'></description>"),
    ("SecurityRiskAttr", "<xhtml:body onclick='x'/>", "<xhtml:body class='x'/>"),
    ("InvalidNSS", '<sx:sync id="a b"/>', '<sx:sync id="a"/>'),
    ("MissingByAndWhenAttrs", "<sx:sync><sx:history/></sx:sync>", '<sx:sync><sx:history by="a"/></sx:sync>'),
    ("MissingRecommendedAttribute", '<sx:sync><sx:history by="a"/></sx:sync>', "<sx:sync><sx:history/></sx:sync>"),
    ("SlashDate", "<slash:comments>1</slash:comments>", "<slash:section>a</slash:section>"),
    ("TooLong", f"<itunes:subtitle>{'a' * 256}</itunes:subtitle>", f"<itunes:subtitle>{'a' * 255}</itunes:subtitle>"),
    ("TooMany", "<g:label>a</g:label>" * 11, "<g:label>a</g:label>" * 10),
    ("UndefinedElement", "<itunes:category text='News'/>", "<itunes:title>a</itunes:title>"),
    ("UnexpectedAttribute", "<link media:type='x'>https://example.com/</link>",
     "<link xml:lang='en'>https://example.com/</link>"),
    ("UnregisteredAtomLinkRel", '<atom:link rel="nonesuch" href="a"/>', '<atom:link rel="license" href="a"/>'),
    ("UnsupportedItunesFormat", '<itunes:order>1</itunes:order><enclosure url="https://example.com/a"/>',
     '<itunes:order>1</itunes:order><enclosure url="https://example.com/a.mp3?b"/>'),
    ("UriNotIri", "<link>https://example.com/\u00e4</link>", "<link>https://example.com/%C3%A4</link>"),
    ("UseOfExtensionAttr", "<link xsi:x='x'>https://example.com/</link>", "<tide:a xsi:x='x'/>"),
    ("UseZeroForUnknown", '<enclosure length="-1"/>', '<enclosure length="0"/>'),
]  # fmt: skip

DIV = '<content type="xhtml"><div xmlns="http://www.w3.org/1999/xhtml">{}</div></content>'
ENTRY = [
    ("AtomLinkNotEmpty", "<link href='a'>b</link>", "<link href='a'/>"),
    ("AttrNotBlank", "<link href='a' title=''/>", "<link href='a' title='b'/>"),
    ("AvoidNamespacePrefix", DIV.format("<x:b xmlns:x='http://www.w3.org/1999/xhtml'/>"), DIV.format("<b/>")),
    ("ContainsEmail", "<author><name>A &lt;a@example.com></name></author>", "<author><name>a@example.com</name></author>"),
    ("ContainsUndeclaredHTML", "<summary>&lt;/b></summary>", "<summary>&lt;b></summary>"),
    ("ContainsUndeclaredHTML", "<rights type='application/x'>PC9iPg==</rights>", "<rights type='application/x'>Yg==</rights>"),
    ("DuplicateAtomLink", "<link href='a'/><link href='b'/>", "<link href='a'/><link href='b' hreflang='de'/>"),
    ("FeedHistoryRelInEntry", "<link rel='next' href='a'/>", "<link rel='via' href='a'/>"),
    ("HtmlFragment", "<title type='text/html'>&lt;b>a&lt;/b></title>",
     "<content type='text/html'>&lt;html>a&lt;/html></content>"),
    ("HtmlFragment", "<content type='application/xhtml+xml'><p xmlns='http://www.w3.org/1999/xhtml'/></content>",
     "<content type='application/xhtml+xml'><html xmlns='http://www.w3.org/1999/xhtml'/></content>"),
    ("InvalidAddrSpec", "<author><email>a</email></author>", "<author><email>a@example.com</email></author>"),
    ("InvalidMIMEType", "<content type='a'/>", "<content type='image/png'/>"),
    ("InvalidRFC3339Date", "<app:edited>2024-09-05</app:edited>", "<app:edited>2024-09-05T07:02:01Z</app:edited>"),
    ("InvalidTextType", "<rights type='text/plain'>a</rights>", "<rights type='text'>a</rights>"),
    ("InvalidYesNo", "<app:control><app:draft> no</app:draft></app:control>",
     "<app:control><app:draft>no</app:draft></app:control>"),
    ("MissingContentOrAlternate", "<link rel='' href='a'/>", "<link href='a'/>"),
    ("MissingNamespace", DIV.format("<b xmlns=''/>"), DIV.format("<b/>")),
    ("MissingSummary", "<content type='image/png'>eA==</content>", "<content type='application/html'>eA==</content>"),
    ("MissingTextualContent", "<link href='a'/>", "<link href='a'/><summary>a</summary>"),
    ("MissingTypeAttr", "<content src='a'/>", "<content src='a' type='image/png'/>"),
    ("MissingXhtmlDiv", "<content type='xhtml'>a</content>", DIV.format("a")),
    ("NonCanonicalURI", "<thr:in-reply-to ref='https://Example.com/'/>", "<thr:in-reply-to ref='https://example.com/'/>"),
    ("NotBase64", "<content type='image/png'>?</content>", "<content type='image/png'>eA==</content>"),
    ("NotBlank", "<summary/>", "<summary> </summary>"),
    ("NotEscaped", "<content type='html'><b/></content>", "<content type='html'>&lt;b>&lt;/b></content>"),
    ("NotHtml", DIV.format("<bogus/>"), DIV.format("<p bogus='1'/>")),
    ("NotHtml", "<content type='xhtml'><div/></content>", DIV.format("a")),
    ("NotInline", DIV.format("&lt;/b>"), DIV.format("<b>&lt;</b>")),
    ("SecurityRisk", DIV.format("<svg xmlns='http://www.w3.org/2000/svg'><filter/></svg>"),
     DIV.format("<svg xmlns='http://www.w3.org/2000/svg'><path d='M0'/></svg>")),
    ("SecurityRiskAttr", DIV.format("<p onclick='x'/>"), DIV.format("<p class='x'/>")),
    ("UndefinedElement", "<content:encoded/>", "<dc:creator>A</dc:creator>"),
    ("UndefinedElement", DIV.format("<app:edited/>"), DIV.format("<tide:high/>")),
    ("UndeterminableVocabulary", "<high xmlns=''/>", "<tide:high/>"),
    ("UnexpectedAttribute", "<link href='a' thr:count='1'/>", "<link rel='replies' href='a' thr:count='1'/>"),
    ("UnexpectedWhitespace", "<published> 2024-09-05T07:02:01Z</published>", "<published>2024-09-05T07:02:01Z</published>"),
    ("UnregisteredAtomLinkRel", "<link rel='nonesuch' href='a'/>", "<link rel='display:module:narrow' href='a'/>"),
]  # fmt: skip
FEED = [
    ("ArchiveIncomplete", "<fh:archive/>", "<fh:archive/><link rel='prev-archive' href='a'/>"),
    ("FeedRelInCompleteFeed", "<fh:complete/><link rel='next' href='a'/>", "<fh:complete/>"),
    ("MissingCurrentInArchive", "<fh:archive/>", "<fh:archive/><link rel='current' href='a'/>"),
    ("MisplacedMetadata", "<entry/><rights>a</rights>", "<rights>a</rights>"),
    ("UndefinedElement", "<dc:autor>A</dc:autor>", "<thr:in-reply-to ref='https://example.com/1'/>"),
    ("DuplicateIds", "<entry><id>https://example.com/1</id></entry>" * 9, "<entry><id>https://example.com/1</id></entry>" * 8),
    ("DuplicateUpdated", "<entry><updated>2026-05-17T09:30:00Z</updated></entry>", ""),
]  # fmt: skip


def events(place: str, snippet: str) -> set[str]:
    """Return the W3C codes of a document with a snippet in one place."""
    format_name = "rss" if place in ("channel", "item") else "atom"
    names = [prefix for prefix in NAMESPACES if f"{prefix}:" in snippet or (format_name == "rss" and prefix == "atom")]
    namespaces = " ".join(f'xmlns:{prefix}="{NAMESPACES[prefix]}"' for prefix in names)
    parts = {"channel": "", "item": "", "feed": "", "entry": "", "namespaces": namespaces, place: snippet}
    document = (RSS if format_name == "rss" else ATOM).format(**parts)
    references = [finding.reference or "" for finding in validate(document.encode(), format_name)]
    return {reference.rpartition("/")[2].removesuffix(".html") for reference in references if reference.startswith(W3C)}


ROWS = [
    (place, *row)
    for place, rows in (("channel", CHANNEL), ("item", ITEM), ("feed", FEED), ("entry", ENTRY))
    for row in rows
]


@pytest.mark.parametrize(("place", "event", "bad", "good"), ROWS)
def test_a_code_is_given_for_the_faulty_document_only(place: str, event: str, bad: str, good: str) -> None:
    assert event in events(place, bad)
    assert event not in events(place, good)
