"""Hostile values of header fields, queries, paths and methods."""

from typing import Final

VALUES: Final = (
    "", " ", ",", ";", "=", '"', "*", "\\", "\0", "\r\nX: y", "\x7f", "é", "\u2028", "\ud800", "x" * 5000, "9" * 5000,
    "-1", "1e999", "nan", "²", "٣",
    "*/*;q=nan", "*/*;q=9999999999999999999999", "text/html;q=1e400", 'a/b;c="', ",".join(["a/b"] * 300),
    'application/rss+xml;version="' + "9" * 500 + '"',
    'W/"', '"' * 200, '"a", W/"b", "c', "bytes=0-", "gzip;q=²", "identity;q=0, *;q=0", "br;;;q==1",
    "Sun, 31 Feb 0000 99:99:99 +9999", "Mon, 01 Jan 0001 00:00:00 +9999999999999999999",
    "Fri, 31 Dec 9999 23:59:59 -2359", "Mon, 01 Jan 99999999999 00:00:00 GMT",
    "Thu, 01 Jan 1970 00:00:00 GMT", "<https://[>; rel=hub", "<>; rel=self", '<a>; rel="hub self"; anchor="http://["',
    "<" * 500, '<a>; rel="' + "\\" * 301,
    "text/html; charset=\ud800", "text/html; charset=utf-7", "text/html; charset=" + "x" * 300,
    "multipart/form-data; boundary=", "multipart/form-data; boundary=" + "b" * 300,
    "sha256=", "sha999=x", "sha256=é", "=", "SHA1=\udfff", "%", "%zz", "%00", "hub.mode=subscribe&" * 30, "a=" * 200,
    "hub.lease_seconds=99999999999", "http://[", "javascript:x",
)  # fmt: skip
"""Values of fields of a request or response."""

REQUEST_FIELDS: Final = (
    "Accept", "Accept-Encoding", "Accept-Language", "If-None-Match", "If-Match", "If-Modified-Since",
    "If-Unmodified-Since", "If-Range", "Range",
    "Content-Type", "Content-Length", "Host", "Forwarded", "X-Forwarded-Host", "X-Forwarded-Proto", "Origin",
    "Cookie", "TE", "Prefer", "A-IM",
)  # fmt: skip
"""Fields of requests."""

PATHS: Final = (
    "/", "/feed", "/feed.rss", "/feed.atom", "/feed?format=", "/feed?page=", "/feed?cursor=", "/stories/1",
    "/stories/", "/../..", "//", "", "feed", "*", "/\0",
    "/%00", "/é", "/\ud800", "/" + "a" * 5000, "/feed?" + "a=b&" * 500, "/feed?page=" + "9" * 5000,
    "/stories/" + "%2e" * 300, "/validate",
)  # fmt: skip
"""Paths and queries of requests."""

METHODS: Final = ("GET", "HEAD", "OPTIONS", "POST", "", "get", "\0", "X" * 5000)
"""Methods of requests."""
