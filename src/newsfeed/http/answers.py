"""Answers: the response to a request, with its content rendered only if it has to be."""

from datetime import datetime
from typing import Final

import attrs

from newsfeed.errors import UnpublishedError
from newsfeed.http.cache import Content
from newsfeed.http.codings import SMALLEST, compressors
from newsfeed.http.conditions import is_not_modified, is_precondition_met, last_modified, matched_tags
from newsfeed.http.messages import Rendered, Request
from newsfeed.http.negotiation import IDENTITY, MAX_LENGTH, acceptable_codings
from newsfeed.http.problems import ProblemError
from newsfeed.http.representation import Representation
from newsfeed.http.settings import Settings

Headers = tuple[tuple[str, str], ...]

_PAGE_POLICY: Final = (
    "default-src 'none'; style-src 'unsafe-inline' 'self'; img-src https: http: data:; media-src https: http:; "
    "frame-src https:; base-uri 'none'; form-action 'none'"
)
"""Content Security Policy of pages: their style is inside, they show media of any site, and they have no script."""

_DOCUMENT_POLICY: Final = "default-src 'none'; style-src 'self'; img-src https: http: data:; media-src https: http:"


@attrs.frozen(kw_only=True)
class Answer:
    """The response to a GET or HEAD, before it is rendered.

    Attributes:
        request: the request.
        settings: the settings of the app.
        representation: the selected representation.
        codings: the acceptable content codings, the best first.
        modified: the value of Last-Modified, or None.
    """

    request: Request
    settings: Settings
    representation: Representation
    codings: tuple[str, ...]
    modified: str | None

    @property
    def tags(self) -> dict[str, str]:
        """The entity tags of the representation, with the coding of each."""
        return {self._tag(coding): coding for coding in self.codings} if self.representation.digest else {}

    def ready(self) -> Rendered | None:
        """Return the response if it needs no rendering: a 304, or one with its content in the cache; else None."""
        if (coding := self._unchanged_coding()) is not None:
            return Rendered(status=304, headers=self._headers(coding))
        content = self._cached()
        return None if content is None else self._response(content)

    def rendered(self) -> Rendered:
        """Return the response.

        Raises:
            ProblemError: the story was canceled, and the format has no notices.
            NewsfeedError: the document cannot be written.
        """
        return self.ready() or self._response(self._content())

    def _response(self, content: Content) -> Rendered:
        """Return the response with a content; the same object if it was asked for before."""
        chosen = self.representation
        key = (self.request.method, self.modified, chosen.location, chosen.is_negotiated, str(self.settings.max_age))
        return content.remembered(key, lambda: self._new_response(content))

    def _new_response(self, content: Content) -> Rendered:
        length = ("Content-Length", str(len(content.data)))
        body = () if self.request.method == "HEAD" else (content.data,)
        return Rendered(status=200, headers=(length, *self.headers(content.coding), *content.headers), body=body)

    def headers(self, coding: str) -> Headers:
        """Return the headers of a response with content, in a coding or without one.

        Args:
            coding: the coding, "" for none.
        """
        kind = ("Content-Type", self.representation.content_type)
        encoding = (("Content-Encoding", coding),) if coding else ()
        return (kind, *encoding, *self._headers(coding), *self._policy())

    @property
    def is_unchanged(self) -> bool:
        """True if the client has the current content already, so that the response is a 304."""
        return self._unchanged_coding() is not None

    def _unchanged_coding(self) -> str | None:
        """Return the coding of the client's copy if that is the current content, else None.

        The client may have any coding that it accepts, so the best one is not the only one to compare.
        """
        headers, tags = self.request.headers, self.tags
        if not is_not_modified(headers, tags, self.modified):
            return None
        matched = matched_tags(headers.get("if-none-match", ""), tags) or list(tags)
        return tags[matched[0]] if matched else ""

    def _tag(self, coding: str) -> str:
        digest = self.representation.digest
        return digest if coding in ("", IDENTITY) else f"{digest}-{coding}"

    def _cached(self) -> Content | None:
        cache = self.settings.cache
        return cache.get(self._cache_key()) if cache is not None else None

    def _cache_key(self) -> str:
        return f"{self._tag(self.codings[0])} {self.representation.content_type}"

    def _content(self) -> Content:
        """Return the content from the cache, or render it."""
        cache = self.settings.cache
        return self._render() if cache is None else cache.get_or_render(self._cache_key(), self._render)

    def _render(self) -> Content:
        try:
            content = self.representation.render()
        except UnpublishedError:
            raise ProblemError(410, "The story was withdrawn.") from None
        return _encoded(content, self.codings)

    def _headers(self, coding: str) -> Headers:
        """Return the headers that a 304 has as well (RFC 9110, 15.4.5)."""
        representation = self.representation
        vary = "Accept, Accept-Encoding" if representation.is_negotiated else "Accept-Encoding"
        headers = [("Cache-Control", f"public, max-age={self.settings.max_age}"), ("Vary", vary)]
        if representation.digest:
            headers.insert(0, ("ETag", f'"{self._tag(coding)}"'))
        if self.modified is not None:
            headers.append(("Last-Modified", self.modified))
        if representation.location:
            headers.append(("Content-Location", representation.location))
        return tuple(headers)

    def _policy(self) -> Headers:
        is_page = self.representation.content_type.startswith("text/html")
        policy = _PAGE_POLICY if is_page else _DOCUMENT_POLICY
        return (("X-Content-Type-Options", "nosniff"), ("Content-Security-Policy", policy))


def answer(request: Request, settings: Settings, as_of: datetime, representation: Representation) -> Answer:
    """Return the answer to a GET or HEAD.

    Args:
        request: the request.
        settings: the settings of the app.
        as_of: the present. Aware datetime.
        representation: the selected representation.

    Raises:
        ProblemError: the client accepts no content coding that there is, sends too long a header, or a precondition fails.
    """
    accept_encoding = request.headers.get("accept-encoding")
    if accept_encoding is not None and len(accept_encoding) > MAX_LENGTH:
        raise ProblemError(431, f"Accept-Encoding is too long: send at most {MAX_LENGTH:,} characters.")
    codings = acceptable_codings(tuple(compressors()), accept_encoding)
    if not codings:
        names = ", ".join((*compressors(), IDENTITY))
        raise ProblemError(
            406, f"No content coding is acceptable: accept one of {names}.", headers=(("Vary", "Accept-Encoding"),)
        )
    prepared = Answer(
        request=request,
        settings=settings,
        representation=representation,
        codings=codings,
        modified=last_modified(_modified(settings, representation), as_of),
    )
    if not is_precondition_met(request.headers, prepared.tags, prepared.modified):
        raise ProblemError(412, "The document has changed since.")
    return prepared


def _modified(settings: Settings, representation: Representation) -> datetime | None:
    changed = settings.changed
    if representation.modified is None or changed is None:
        return representation.modified
    return max(representation.modified, changed)


def _encoded(content: Content, codings: tuple[str, ...]) -> Content:
    """Return a content in the best coding; a tiny one as it is, if the client accepts that."""
    coding = codings[0]
    if coding == IDENTITY or (len(content.data) < SMALLEST and IDENTITY in codings):
        return content
    return attrs.evolve(content, data=compressors()[coding](content.data), coding=coding)
