"""Inputs that fuzzing found, made as small as possible: the target whose oracle they violated, and the input."""

from typing import Final

_NAR: Final = b'<newsMessage xmlns="http://iptc.org/std/nar/2006-10-01/">%b</newsMessage>'

_RSS: Final = (
    b'<rss xmlns:itunes="http://www.itunes.com/dtds/podcast-1.0.dtd" version="2.0"><channel><title>T</title>'
    b"<link>https://example.com/</link>%b<item><guid>a</guid><title>x</title>"
    b"<pubDate>Thu, 05 Sep 2024 07:02:01 GMT</pubDate></item></channel></rss>"
)

FINDINGS: Final = {
    "stream: a byte at a time hides the encoding": (
        "stream",
        b'<?xml version="1.0" encoding="UTF-7"?><rss><channel/></rss> ',
    ),
    "stream: an entry that has a channel": (
        "stream",
        b'<entry xmlns="http://www.w3.org/2005/Atom"><channel><item><guid>a</guid></item></channel></entry>',
    ),
    "stream: no item in an item set": (
        "stream",
        _NAR % b'<header/><itemSet><subject/><newsItem guid="a"/><x/></itemSet>',
    ),
    "stream: a header after the items": (
        "stream",
        _NAR
        % b'<itemSet><newsItem guid="urn:x:a"><itemMeta><itemClass qcode="ninat:text"/></itemMeta><contentMeta><headline>T'
        b'</headline><subject qcode="a:b"><name>B</name></subject></contentMeta></newsItem></itemSet><header><catalog>'
        b'<scheme alias="a" uri="http://example.com/"/></catalog></header>',
    ),
    "validate: a message of libxml2 with a line end": ("validate", b"\n<y1>W t<![CDATA[h</\n"),
    "page: a long name of a field": (
        "page",
        b'+++\nid = "tag:example.org,2024:x"\n' + b"headline" * 300 + b' = "x"\n+++\n',
    ),
    "round-trip: a comment in a field of a podcast": (
        "round-trip",
        _RSS % b'<itunes:image href="https://example.com/a.jpg"><!-- a --></itunes:image>',
    ),
    "round-trip: an instruction in a field of a podcast": (
        "round-trip",
        _RSS % b"<itunes:owner><itunes:email>ada@example.org<?x y?></itunes:email></itunes:owner>" + b"  ",
    ),
    "round-trip: lines of spaces in a description": (
        "round-trip",
        _RSS % b"<description>News\n  \n  \n  Ada</description>",
    ),
    "stream: a prefix without a declaration before another fault": (
        "stream",
        b'<rss version="2.0"><channel><title>T</title><item><guid>a</guid><q:x>1</q:x></item></chanel>',
    ),
    "html: an end tag that closes nothing": ("html", b"<b>" * 200 + b"</i>" + b"<b>" * 57),
    "html: an end tag of no open element after each start tag": ("html", b"<div></i>" * 3_500),
}
"""The inputs by what they are about."""
