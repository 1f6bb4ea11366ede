"""Requests to the validator page, as browsers and curl send them."""

from base64 import b64encode

from lxml import html

from newsfeed.http.messages import Rendered, Request
from newsfeed.http.validator.answers import answer
from newsfeed.http.validator.frames import Question
from newsfeed.http.validator.settings import CheckLimits

AS_OF = "2026-11-01T12:00:00Z"
BROWSER = "text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8"
BOUNDARY = "----NewsfeedFormBoundary7MA4YWxk"
MULTIPART = f"multipart/form-data; boundary={BOUNDARY}"

BROKEN = b"""<?xml version="1.0" encoding="utf-8"?>
<rss version="2.0" xmlns:atom="http://www.w3.org/2005/Atom">
<channel>
<title>The Harbour Desk</title><language>en</language>
<link>https://news.example.com/</link><description>News of the harbour</description>
<atom:link rel="self" type="application/rss+xml" href="https://news.example.com/feed.rss"/>
<tide>high</tide>
<item><title>Barrier approved</title><description>The council agreed.</description>
<link>https://news.example.com/1</link><guid isPermaLink="false">tag:news.example.com,2026:1</guid></item>
</channel>
</rss>
"""
"""A feed with one error: an element that RSS does not have, in line 7."""


def form(fields: dict[str, str], file: tuple[str, bytes] | None = None) -> bytes:
    """Return a form as multipart/form-data (RFC 7578)."""
    parts = [
        f'--{BOUNDARY}\r\nContent-Disposition: form-data; name="{name}"\r\n\r\n{value}\r\n'.encode()
        for name, value in fields.items()
    ]
    if file is not None:
        name, content = file
        head = (
            f'--{BOUNDARY}\r\nContent-Disposition: form-data; name="file"; filename="{name}"\r\n'
            "Content-Type: application/octet-stream\r\n\r\n"
        )
        parts.append(head.encode() + content + b"\r\n")
    return b"".join(parts) + f"--{BOUNDARY}--\r\n".encode()


def post(
    body: bytes,
    content_type: str = "application/rss+xml",
    *,
    accept: str | None = BROWSER,
    query: str = "",
    limits: CheckLimits | None = None,
) -> Rendered:
    """Return the response to a document, as the process of a check makes it."""
    question = Question(content_type=content_type, accept=accept, query=query, as_of=AS_OF)
    made, content = answer(question, body, limits or CheckLimits())
    return Rendered(status=made.status, headers=made.headers, body=(content,))


def post_form(fields: dict[str, str], file: tuple[str, bytes] | None = None, **options: str) -> Rendered:
    """Return the response to a form."""
    return post(form(fields, file), MULTIPART, **options)


def request(body: bytes, content_type: str = "application/rss+xml", accept: str = "*/*", query: str = "") -> Request:
    """Return a POST request."""
    headers = {"Content-Type": content_type, "Accept": accept}
    return Request(method="POST", path="/validate", query=query, headers=headers, body=body)


def content(response: Rendered) -> bytes:
    """Return the body of a response."""
    return b"".join(response.body)


def page(response: Rendered) -> html.HtmlElement:
    """Return the page of a response."""
    assert response.header("Content-Type") == "text/html; charset=utf-8"
    return html.document_fromstring(content(response).decode())


def words(element: html.HtmlElement) -> str:
    """Return the text of an element with single spaces."""
    return " ".join(element.text_content().split())


def kept(document: bytes) -> str:
    """Return a document as the page of a report keeps it."""
    return b64encode(document).decode()
