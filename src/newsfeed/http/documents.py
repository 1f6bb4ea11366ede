"""Documents of single handlers: a feed or story that a program serves at an address of its own."""

from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime
from typing import Final, Unpack, cast

import attrs

from newsfeed.arguments import WriteOptions, check_item, check_moment
from newsfeed.classes.frozen import frozen
from newsfeed.errors import ArgumentError, UnsupportedError
from newsfeed.http.settings import Settings
from newsfeed.http.variants import Variant, variants_of
from newsfeed.model import Feed, Story
from newsfeed.plugins import Format, registry

_OF_EVERY_FORMAT: Final = frozenset(("as_of", "cache"))
"""Options that every format takes."""


class DocumentOptions(WriteOptions, total=False):
    """Options of a document that is served: those of its writer, as far as each format has them, and these.

    Attributes:
        stories: the stories to write in place of the feed's own, taken one by one while the response is sent. The response
            then has no length, and no ETag without `revision`.
        revision: changes whenever the document does, also by an embargo that ends: the number of a version, for example. The
            ETag is made of it, and nothing is rendered for a client that has the document. None makes the ETag of the bytes.
        modified: the moment of the last change. Aware datetime. None for `Feed.updated`, or `updated` or `published` of a
            story, or an embargo or expiry that ended later; with `stories`, for none.
        headers: further headers; one with the name of another replaces it.
        settings: the clock, the age that clients may use, and the cache of responses; None for the defaults.
        internal: True if all who get the document may have what is for newsrooms only: held stories and private fields, in
            formats for newsrooms. False leaves them out of every format.
    """

    stories: Iterable[Story] | None
    revision: str | None
    modified: datetime | None
    headers: Mapping[str, str] | None
    settings: Settings | None
    internal: bool


_OWN_OPTIONS: Final = frozenset(DocumentOptions.__annotations__) - frozenset(WriteOptions.__annotations__)


def _no_options() -> WriteOptions:
    return {}


@frozen(kw_only=True)
class Document:
    """A feed or story that is served at an address that a program chooses; `document` makes it.

    Attributes:
        item: the feed or story.
        variants: its formats, the preferred one first.
        writing: the options of the writers.
        stories, revision, modified, headers, settings, internal: as in `DocumentOptions`.
    """

    item: Feed | Story
    variants: tuple[Variant, ...]
    writing: WriteOptions = attrs.field(factory=_no_options)
    stories: Iterable[Story] | None = None
    revision: str | None = None
    modified: datetime | None = None
    headers: Mapping[str, str] = attrs.field(factory=dict[str, str])
    settings: Settings = attrs.field(factory=Settings)
    internal: bool = False

    @property
    def is_negotiated(self) -> bool:
        """True if there are several formats to choose from."""
        return len({variant.format.name for variant in self.variants}) > 1


def document(item: Feed | Story, formats: Sequence[str], **options: Unpack[DocumentOptions]) -> Document:
    """Return the document of a feed or story.

    Args:
        item: the feed or story.
        formats: the names of its formats. Of several, each request gets the one that its Accept header prefers, and the first
            of those that it likes as much; the only one is sent whatever Accept says.
        options: see `DocumentOptions`.

    Raises:
        UnknownFormatError, UnsupportedError: there is no such format, or it has no writer.
        ArgumentError: another argument is wrong, or no format has an option.
    """
    check_item("document", item)
    target_formats = formats_of(formats)
    writing = cast("WriteOptions", {name: value for name, value in options.items() if name not in _OWN_OPTIONS})
    _check_options(target_formats, writing)
    check_moment("document", "modified", options.get("modified"))
    if options.get("stories") is not None and not isinstance(item, Feed):
        raise ArgumentError("document(): stories are given with a Feed only, not with a Story")
    return Document(
        item=item,
        variants=variants_of(target_formats),
        writing=writing,
        stories=options.get("stories"),
        revision=options.get("revision"),
        modified=options.get("modified"),
        headers=options.get("headers") or {},
        settings=options.get("settings") or Settings(),
        internal=options.get("internal", False),
    )


def formats_of(names: Sequence[str]) -> tuple[Format, ...]:
    """Return the formats of a document by their names.

    Raises:
        UnknownFormatError, UnsupportedError: there is no such format, or it has no writer.
        ArgumentError: there is no name, or one string in place of several.
    """
    if isinstance(names, str) or not names:
        raise ArgumentError("name at least one format of the document, such as 'rss'")
    formats = tuple(registry[name] for name in names)
    for target_format in formats:
        if not target_format.writes:
            raise UnsupportedError(f"{target_format.title} ({target_format.name}) cannot be written")
    return formats


def _check_options(formats: Sequence[Format], writing: WriteOptions) -> None:
    accepted = _OF_EVERY_FORMAT.union(*(target_format.options for target_format in formats))
    for name in writing:
        if name not in accepted:
            names = ", ".join(sorted(accepted | _OWN_OPTIONS))
            raise ArgumentError(f"document() has no option {name!r:.64} for these formats; its options are {names}")


def options_of(target_format: Format, writing: WriteOptions, as_of: datetime) -> WriteOptions:
    """Return the options that a format has, with the moment of publication.

    Args:
        target_format: the format.
        writing: the options for all formats of a document.
        as_of: the present, which is used unless the options have another moment. Aware datetime.
    """
    accepted = target_format.options | _OF_EVERY_FORMAT
    options = {name: value for name, value in writing.items() if name in accepted}
    if options.get("as_of") is None:
        options["as_of"] = as_of
    return cast("WriteOptions", options)
