"""Feeds of several kinds and versions that more than one test module reads."""

MODULES = (
    'xmlns:atom="http://www.w3.org/2005/Atom" xmlns:dc="http://purl.org/dc/elements/1.1/" '
    'xmlns:content="http://purl.org/rss/1.0/modules/content/" xmlns:media="http://search.yahoo.com/mrss/" '
    'xmlns:itunes="http://www.itunes.com/dtds/podcast-1.0.dtd" '
    'xmlns:creativeCommons="http://backend.userland.com/creativeCommonsRssModule" xmlns:my="https://my.example.org/ns"'
)


def rss(items: str, channel: str = "") -> str:
    """Give an RSS 2.0 document of a small outlet."""
    return (
        f'<rss version="2.0" {MODULES}><channel><title>The Harbour Post</title><link>https://post.example.com/</link>'
        f"<description>News of the harbour</description>{channel}{items}</channel></rss>"
    )


def atom(entries: str, attributes: str = "") -> str:
    """Give an Atom 1.0 document of a small outlet."""
    return (
        f'<feed xmlns="http://www.w3.org/2005/Atom" {attributes}><title>Quay</title><id>urn:x-quay:feed</id>'
        f"<updated>2026-03-02T12:00:00Z</updated>{entries}</feed>"
    )


RSS_091 = """<?xml version="1.0" encoding="ISO-8859-1"?>
<!DOCTYPE rss PUBLIC "-//Netscape Communications//DTD RSS 0.91//EN" "http://my.netscape.com/publish/formats/rss-0.91.dtd">
<rss version="0.91"><channel><title>Fähre</title><link>https://ferry.example.com/</link><description>Boats</description>
<language>de</language><image><title>F</title><url>https://ferry.example.com/logo.gif</url><link>x</link></image>
<item><title>Späte Fähre</title><link>https://ferry.example.com/1</link><description>Sie kommt.</description></item>
</channel></rss>""".encode("iso-8859-1")

RSS_10 = """<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#" xmlns="http://purl.org/rss/1.0/"
 xmlns:dc="http://purl.org/dc/elements/1.1/"><channel rdf:about="https://tide.example.org/rdf"><title>Tide</title>
<link>https://tide.example.org/</link><description>Water</description><items><rdf:Seq>
<rdf:li rdf:resource="https://tide.example.org/1"/></rdf:Seq></items></channel>
<item rdf:about="https://tide.example.org/1"><title>High water</title><link>https://tide.example.org/1</link>
<dc:creator>Ada Low</dc:creator><dc:date>2026-03-02T12:00:00Z</dc:date></item></rdf:RDF>"""

ATOM_03 = """<feed version="0.3" xmlns="http://purl.org/atom/ns#" xml:lang="en"><title>Old quay</title>
<link rel="alternate" type="text/html" href="https://quay.example.com/"/><tagline>Stones</tagline>
<modified>2026-03-02T12:00:00Z</modified><entry><title>Moved</title><id>urn:x-quay:7</id>
<link rel="alternate" type="text/html" href="https://quay.example.com/7"/><issued>2026-03-01T12:00:00Z</issued>
<modified>2026-03-02T12:00:00Z</modified>
<content type="text/html" mode="escaped">&lt;ul&gt;&lt;li&gt;Stone&lt;/li&gt;&lt;/ul&gt;</content></entry></feed>"""


NAMESPACES = {
    "a": "http://www.w3.org/2005/Atom",
    "at": "http://purl.org/atompub/tombstones/1.0",
    "cc": "http://backend.userland.com/creativeCommonsRssModule",
    "content": "http://purl.org/rss/1.0/modules/content/",
    "dc": "http://purl.org/dc/elements/1.1/",
    "dcterms": "http://purl.org/dc/terms/",
    "fh": "http://purl.org/syndication/history/1.0",
    "georss": "http://www.georss.org/georss",
    "gml": "http://www.opengis.net/gml",
    "itunes": "http://www.itunes.com/dtds/podcast-1.0.dtd",
    "media": "http://search.yahoo.com/mrss/",
    "slash": "http://purl.org/rss/1.0/modules/slash/",
    "sy": "http://purl.org/rss/1.0/modules/syndication/",
    "thr": "http://purl.org/syndication/thread/1.0",
    "wfw": "http://wellformedweb.org/CommentAPI/",
    "x": "http://example.org/ns",
}
DECLARED = " ".join(f'xmlns:{prefix}="{uri}"' for prefix, uri in NAMESPACES.items())


def feed(content: str = "", *, head: str = "") -> str:
    head = head or "<id>urn:x:feed</id><title>News</title><updated>2026-11-06T10:00:00Z</updated>"
    return f'<feed xmlns="http://www.w3.org/2005/Atom" {DECLARED}>{head}{content}</feed>'


def entry(content: str, *, link: str = '<link href="https://example.org/1"/>') -> str:
    head = "<id>urn:x:1</id><title>One</title><updated>2026-11-06T10:00:00Z</updated>"
    return f'<entry xmlns="http://www.w3.org/2005/Atom" {DECLARED}>{head}{link}{content}</entry>'


ATOM_INVALID = {
    "wrong namespace": feed().replace("2005/Atom", "2005/atom"),
    "no id": feed(head="<title/><updated>2026-11-06T10:00:00Z</updated>"),
    "no title": feed(head="<id>urn:x</id><updated>2026-11-06T10:00:00Z</updated>"),
    "no updated": feed(head="<id>urn:x</id><title/>"),
    "two ids": feed("<id>urn:x</id>"),
    "two subtitles": feed("<subtitle/><subtitle/>"),
    "relative id": feed(head="<id>1</id><title/><updated>2026-11-06T10:00:00Z</updated>"),
    "id with white space": feed(head="<id> urn:x</id><title/><updated>2026-11-06T10:00:00Z</updated>"),
    "text in feed": feed("text"),
    "unknown Atom element": feed("<info/>"),
    "unknown attribute": feed("<author role='x'><name/></author>"),
    "subtitle in entry": entry("<subtitle/>"),
    "entry in entry": entry(entry("")),
    "person without name": feed("<author><uri>a</uri></author>"),
    "person with two addresses": feed("<author><name/><uri>a</uri><uri>b</uri></author>"),
    "e-mail with a name": feed("<author><name/><email>A &lt;a@example.org&gt;</email></author>"),
    "category without term": feed("<category scheme='urn:x'/>"),
    "category of a relative scheme": feed("<category term='x' scheme='y'/>"),
    "link without href": feed("<link rel='self'/>"),
    "link of a wrong type": feed("<link href='a' type='html'/>"),
    "link of negative length": feed("<link href='a' length='-1'/>"),
    "link of an empty relation": feed("<link href='a' rel=''/>"),
    "link with spaces": feed("<link href='a b'/>"),
    "wrong percent sign": feed("<logo>%zz</logo>"),
    "text of a media type": feed("<rights type='text/plain'/>"),
    "element in text": feed("<rights><x:a/></rights>"),
    "xhtml without div": feed("<rights type='xhtml'>text</rights>"),
    "div without its namespace": feed("<rights type='xhtml'><div/></rights>"),
    "date without zone": entry("<published>2026-11-06T10:00:00</published>"),
    "date in lower case": entry("<published>2026-11-06t10:00:00z</published>"),
    "30th of February": entry("<published>2026-02-30T10:00:00Z</published>"),
    "date with white space": entry("<published> 2026-11-06T10:00:00Z</published>"),
    "wrong language": feed("<subtitle xml:lang='e n'/>"),
    "neither content nor alternate": entry("<summary/>", link="<link rel='self' href='a'/>"),
    "two contents": entry("<content/><content/>"),
    "two summaries": entry("<summary/><link href='a'/><summary/>"),
    "content elsewhere and here": entry("<content src='a'>text</content><summary/>"),
    "content elsewhere without summary": entry("<content src='a'/>"),
    "content elsewhere of type html": entry("<content src='a' type='html'/><summary/>"),
    "base64 without summary": entry("<content type='image/png'>AAAA</content>"),
    "base64 that is none": entry("<content type='image/png'>A*</content><summary/>"),
    "element in html": entry("<content type='html'><x:a/></content>"),
    "element in plain": entry("<content type='text/plain'><x:a/></content>"),
    "composite content": entry("<content type='multipart/mixed'>AAAA</content><summary/>"),
    "replies counted in words": feed("<link rel='replies' href='a' thr:count='two'/>"),
    "replies updated some day": feed("<link rel='replies' href='a' thr:updated='yesterday'/>"),
    "reply to a relative address": entry("<thr:in-reply-to ref='1'/>"),
    "tombstone without when": feed("<at:deleted-entry ref='urn:x'/>"),
    "tombstone of a person without name": feed(
        "<at:deleted-entry ref='urn:x' when='2026-11-06T10:00:00Z'><at:by/></at:deleted-entry>"
    ),
    "licence by name": entry("<cc:license>Attribution</cc:license>"),
}
