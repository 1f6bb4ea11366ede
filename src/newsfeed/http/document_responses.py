"""Responses with the document of a single handler: the format that a request prefers, conditions, codings and streams."""

import zlib
from collections.abc import Iterable, Iterator
from datetime import datetime
from hashlib import blake2b
from itertools import chain
from typing import Final

import attrs

import newsfeed
from newsfeed.api import dumps
from newsfeed.archives import link_headers
from newsfeed.classes.frozen import frozen
from newsfeed.http.answers import Headers, answer
from newsfeed.http.cache import Content
from newsfeed.http.conditions import digest
from newsfeed.http.documents import Document, options_of
from newsfeed.http.messages import Rendered, Request
from newsfeed.http.problems import ProblemError, problem_response
from newsfeed.http.representation import Render, Representation
from newsfeed.http.routes import choose_variant
from newsfeed.http.variants import HTML, Variant
from newsfeed.model import Feed, Story
from newsfeed.policies.functions import rights_headers
from newsfeed.publication import feed_for_readers, feed_of, unpublished_reason
from newsfeed.values.references import to_uri
from newsfeed.writing import iter_bytes

_GZIP: Final = "gzip"
_GZIP_WINDOW: Final = 31
"""The window of zlib that makes a gzip stream; its header has no time, so that equal documents give equal bytes."""

_DIGEST_SIZE: Final = 16
_CONDITIONAL_METHODS: Final = frozenset(("GET", "HEAD"))
_CONDITIONS: Final = frozenset(("if-none-match", "if-modified-since"))
"""Headers that ask for a 304, which only a GET and a HEAD get (RFC 9110, 13.1.2)."""


def respond_with(document: Document, request: Request) -> Rendered:
    """Return the response with a document.

    Args:
        document: the document.
        request: the request. Its path does not matter, nor do its conditions unless it is a GET or HEAD.

    Raises:
        WriteError, UnsupportedError: the format cannot represent the item, or the extra that it needs is not installed.
    """
    if request.method not in _CONDITIONAL_METHODS:
        unconditional = {name: value for name, value in request.headers.items() if name not in _CONDITIONS}
        request = attrs.evolve(request, headers=unconditional)
    try:
        rendered = _selected(document, request).rendered()
    except ProblemError as problem:
        rendered = problem_response(problem)
        return attrs.evolve(rendered, body=()) if request.method == "HEAD" else rendered
    replaced = {name.lower() for name in document.headers}
    headers = [(name, value) for name, value in rendered.headers if name.lower() not in replaced]
    return attrs.evolve(rendered, headers=(*headers, *document.headers.items()))


def _selected(document: Document, request: Request) -> "_Selection":
    """Return the variant of a document that a request prefers.

    Raises:
        ProblemError: none is acceptable; names those that there are.
    """
    variant = choose_variant(request, document.variants) if document.is_negotiated else document.variants[0]
    return _Selection(document=document, request=request, variant=variant, as_of=document.settings.clock())


@frozen(kw_only=True)
class _Selection:
    """The selected variant of a document, for one request.

    Attributes:
        document: the document.
        request: the request.
        variant: the variant.
        as_of: the present. Aware datetime.
    """

    document: Document
    request: Request
    variant: Variant
    as_of: datetime

    def rendered(self) -> Rendered:
        """Return the response.

        Raises:
            ProblemError: the item is a story that readers must not get, or no content coding is acceptable.
        """
        item = self.document.item
        if isinstance(item, Story):
            self.check_published(item)
        elif self.document.stories is not None:
            return self.streamed(item, self.document.stories)
        prepared = answer(self.request, self.document.settings, self.as_of, self.representation())
        return prepared.rendered()

    @property
    def publication(self) -> datetime:
        """The moment of publication: that of the caller's options, or else the present."""
        return self.document.writing.get("as_of") or self.as_of

    def check_published(self, story: Story) -> None:
        """Raise a `ProblemError` if readers must not get the only story of the document."""
        target_format = self.variant.format
        has_notice = story.status == "canceled" and target_format.tombstones
        if has_notice or (self.document.internal and not target_format.public):
            return
        if not unpublished_reason(story, self.publication):
            return
        if story.status == "canceled" or (story.expires is not None and story.expires <= self.publication):
            raise ProblemError(410, "The story was withdrawn.")
        raise ProblemError(404, "There is no such document here.")

    def representation(self) -> Representation:
        """Return the representation. It is rendered already, unless the document has a revision."""
        if self.document.revision is not None:
            return self.represented(self.revision_digest(self.document.revision), self.render)
        content = self.render()
        return self.represented(blake2b(content.data, digest_size=_DIGEST_SIZE).hexdigest(), lambda: content)

    def represented(self, tag: str, render: Render) -> Representation:
        """Return a representation of the variant.

        Args:
            tag: changes whenever its bytes do; hexadecimal digits.
            render: renders it.
        """
        return Representation(
            content_type=self.variant.content_type,
            digest=tag,
            modified=self.modified(),
            render=render,
            is_negotiated=self.document.is_negotiated,
        )

    def revision_digest(self, revision: str) -> str:
        """Return the digest of a revision in this variant."""
        options = (f"{name}={value!r}" for name, value in sorted(self.document.writing.items()) if name != "cache")
        return digest((newsfeed.__version__, self.variant.format.name, revision, *options))

    def modified(self) -> datetime | None:
        """Return the moment of the last change; None if it is not known, as for stories that are taken one by one."""
        item = self.document.item
        if self.document.modified is not None or self.document.stories is not None:
            return self.document.modified
        changed = item.updated if isinstance(item, Feed) else item.updated or item.published
        if changed is None:
            return None
        stories = item.stories if isinstance(item, Feed) else (item,)
        # An embargo that ends, and an expiry, change the document, too.
        bounds = (moment for story in stories for moment in (story.embargo, story.expires) if moment is not None)
        return max([changed, *(moment for moment in bounds if moment <= self.publication)])

    def render(self) -> Content:
        """Write the document."""
        target_format = self.variant.format
        item = self.document.item
        if isinstance(item, Feed):
            item = self.readable(item)
        elif not (self.document.internal or target_format.public):
            item = self.readable(feed_of(item)).stories[0]
        options = options_of(target_format, self.document.writing, self.as_of)
        return Content(data=dumps(item, target_format.name, **options), headers=self.links())

    def readable(self, feed: Feed) -> Feed:
        """Return a feed without held stories and private fields; writers of formats for readers leave them out themselves."""
        if self.document.internal or self.variant.format.public:
            return feed
        return feed_for_readers(feed, self.publication)

    def links(self) -> Headers:
        """Return the headers with the links of the item and the permissions of machines."""
        item = self.document.item
        rights = rights_headers(item.usage) if item.usage else []
        if isinstance(item, Feed):
            return (*link_headers(item), *rights)
        if item.url is None:
            return tuple(rights)
        relation = 'rel="canonical"' if self.variant.format.name == HTML else 'rel="alternate"; type="text/html"'
        return (("Link", f"<{to_uri(item.url)}>; {relation}"), *rights)

    def streamed(self, feed: Feed, stories: Iterable[Story]) -> Rendered:
        """Return the response with content that is written while it is sent.

        Args:
            feed: the values of the feed.
            stories: the stories; none is taken if the client has the document already, or asks for its headers only.
        """
        revision = self.document.revision
        tag = self.revision_digest(revision) if revision is not None else ""
        prepared = answer(self.request, self.document.settings, self.as_of, self.represented(tag, self.render))
        if prepared.is_unchanged:
            return prepared.rendered()
        coding = _GZIP if _GZIP in prepared.codings else ""
        headers = (*prepared.headers(coding), *self.links())
        if self.request.method == "HEAD":
            return Rendered(headers=headers)
        chunks = self.chunks(feed, stories)
        # An error in the first stories is raised before the response begins.
        chunks = chain((next(chunks, b""),), chunks)
        return Rendered(headers=headers, body=_compressed(chunks) if coding else chunks)

    def chunks(self, feed: Feed, stories: Iterable[Story]) -> Iterator[bytes]:
        """Return the document in chunks."""
        target_format = self.variant.format
        readable = (story for candidate in stories for story in self.readable(Feed(stories=(candidate,))).stories)
        options = options_of(target_format, self.document.writing, self.as_of)
        return iter_bytes(feed, target_format.name, stories=readable, **options)


def _compressed(chunks: Iterable[bytes]) -> Iterator[bytes]:
    """Yield chunks as a gzip stream."""
    compressor = zlib.compressobj(wbits=_GZIP_WINDOW)
    for chunk in chunks:
        if data := compressor.compress(chunk):
            yield data
    yield compressor.flush()
