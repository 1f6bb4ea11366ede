"""Options of the public functions, and checks of their arguments: wrong ones fail at once, with a typed error."""

import errno
import io
import os
from collections.abc import Iterable, Mapping
from datetime import datetime, tzinfo
from typing import Any, Final, Literal, TypedDict

from newsfeed.attribution.house import OutletLike, to_outlets
from newsfeed.errors import ArgumentError, ModelError, ReadError, check_argument
from newsfeed.findings import Report
from newsfeed.headings import Headings
from newsfeed.io.compression import decompress
from newsfeed.io.limits import DEFAULT, Limits
from newsfeed.knowledge.outlet import Outlet
from newsfeed.model import Feed, Story
from newsfeed.plugins import BodyMode, Format, ReadContext, Site, WriteContext
from newsfeed.rendering.cache import RenderCache
from newsfeed.values.dates import parse_zone

FormatName = (
    Literal[
        "rss",
        "atom",
        "newsml",
        "opml",
        "jsonfeed",
        "activitystreams",
        "standardsite",
        "html",
        "jsonld",
        "json",
        "ninjs",
        "rsl",
        "sitemap",
        "subscriptions",
        "markdown",
        "text",
    ]
    | str
)
"""The name of a format: one of `newsfeed.formats.BUILT_IN`, spelled out for type checkers, or one that a plug-in adds."""


class ReadOptions(TypedDict, total=False):
    """Options of everything that reads.

    Attributes:
        report: collects the findings of a lenient reader. None for any option means its default.
        limits: how much the input may use.
        defaults: values for fields that a document lacks, by the names of `Story`'s fields.
        headings: the house's headings of explainer pages; None for those of the story's language.
        outlets: outlets to recognize in press reviews besides those that newsfeed knows: names, organizations, or tables
            with `name`, `url` and `language`. Their addresses become those of the mentions' outlets.
        base: the IRI to resolve relative links against. The id of a page without one is made of it and the file's name.
        recover: True to save what can be saved of a document that is not well-formed.
        content: False to leave out the bodies and read metadata only.
        encoding: the charset that came with the document, or the Content-Type header that names it. It takes
            precedence over the declaration, but not over a byte order mark (RFC 7303, 3). A `str` has no encoding: both
            are ignored.
        default_zone: the zone of dates without one: a `tzinfo`, an IANA name (`"Europe/Berlin"`) or an offset (`"+02:00"`).
            None stands for UTC, with a finding for each such date.
    """

    report: Report | None
    limits: Limits
    defaults: Mapping[str, Any] | None
    headings: Headings | None
    outlets: Iterable[OutletLike]
    base: str | None
    recover: bool
    content: bool
    encoding: str | None
    default_zone: tzinfo | str | None


class WriteOptions(TypedDict, total=False):
    """Options of everything that writes. It is an error to pass one that the format's `options` do not name.

    Attributes:
        headings: the house's headings; None for those of each story's language.
        cache: rendered stories to reuse; the document is buffered, up to its `max_bytes`. Formats that do not
            name it accept and ignore it.
        mode: how NewsML-G2 names newsfeed's own concepts: by `uri`, or by `qcode` as well; IPTC's have both.
        description: what RSS writes as the description of an item without a summary: an `excerpt` of the body, which is
            not read back as a summary, or `none`.
        as_of: the moment of publication, an aware datetime; the clock is never read. Formats for readers leave out stories
            whose embargo ends later, and those that expired then or before. None leaves out every story with an embargo, and
            no expired one. Formats for newsrooms have all stories.
        body: how much of the body JSON-LD has: `none`, for a page that shows it; `text` (the default), with the sections
            and the press review as plain text; or `full`, with the body as HTML, from which all of it is read back. Of a
            paid story, `none` and `text` have no text beyond the summary.
        version: the version of the format to write, one of its `versions`; None for the first. ninjs: `3.2` or `2.1`.
        stylesheet: the address of a CSS style sheet with which browsers show an RSS or Atom feed; None names none.
        profile: the name of the consumer whose rules the document keeps to (see `newsfeed.profiles`), or the path of a
            profile of your own, which ends in `.toml`; None for no one's.
        theme: a folder with templates and style sheets for pages, in place of those with the same names in the package.
        site: the addresses of the documents beside this one, for links between pages and feeds.
    """

    headings: Headings | None
    cache: RenderCache | None
    mode: Literal["uri", "qcode"]
    description: Literal["excerpt", "none"]
    as_of: datetime | None
    body: BodyMode
    version: str | None
    stylesheet: str | None
    profile: str | None
    theme: str | os.PathLike[str] | None
    site: Site


class LossOptions(TypedDict, total=False):
    """Options of a writer that affect the losses.

    Attributes:
        body: how much of the body JSON-LD has, as in `WriteOptions`.
        profile: the consumer whose rules the document keeps to, as in `WriteOptions`.
        version: the version of the format to write, as in `WriteOptions`.
    """

    body: BodyMode
    profile: str | None
    version: str | None


_READ_OPTIONS: Final = frozenset(ReadOptions.__annotations__)


def read_context(function: str, options: Mapping[str, Any]) -> ReadContext:
    """Return the context of a reader.

    Args:
        function: the name of the called function, for messages.
        options: its `ReadOptions`.

    Raises:
        ArgumentError: there is no such option, or one of `outlets` or `default_zone` is wrong.
    """
    _check_options(function, options, _READ_OPTIONS)
    settings = {name: value for name, value in options.items() if value is not None}
    if "outlets" in settings:
        settings["outlets"] = _outlets(function, settings["outlets"])
    check_encoding(function, settings.get("encoding"))
    if "default_zone" in settings:
        settings["default_zone"] = to_zone(function, settings["default_zone"])
    for name, (classes, expected) in _READ_CLASSES.items():
        if name in settings:
            check_argument(function, name, settings[name], classes, expected)
    return ReadContext(**settings)


_READ_CLASSES: Final[Mapping[str, tuple[type | tuple[type, ...], str]]] = {
    "base": (str, "the address of the document"),
    "defaults": (Mapping, "a mapping from fields of a story to values"),
    "limits": (Limits, "a Limits"),
    "report": (Report, "a Report"),
}
"""The classes of those options of readers that have no check of their own, and what a message says about them."""


def check_encoding(function: str, encoding: object) -> None:
    """Raise `ArgumentError` unless the charset of the transport is a string or None."""
    if not isinstance(encoding, str | None):
        raise ArgumentError(f"{function}(): encoding is {type(encoding).__name__}, must be a str such as 'utf-8'")


def _outlets(function: str, outlets: Iterable[OutletLike]) -> tuple[Outlet, ...]:
    try:
        return to_outlets(outlets)
    except (ModelError, TypeError) as error:
        raise ArgumentError(f"{function}(): {error}") from None


def to_zone(function: str, zone: tzinfo | str) -> tzinfo:
    """Return a zone from its argument: a `tzinfo`, an IANA name or an offset.

    Raises:
        ArgumentError: it is something else, or no such zone is known.
    """
    if isinstance(zone, tzinfo):
        return zone
    if not isinstance(zone, str):
        raise ArgumentError(
            f"{function}(): default_zone is {type(zone).__name__}, must be a tzinfo or the name of a zone"
        )
    try:
        return parse_zone(zone)
    except ValueError as error:
        raise ArgumentError(f"{function}(): default_zone: {error}") from None


def write_context(function: str, target_format: Format, options: Mapping[str, Any], item: object) -> WriteContext:
    """Return the context of a writer.

    Args:
        function: the name of the called function, for messages.
        target_format: the format to write.
        options: its `WriteOptions`.
        item: the feed or story.

    Raises:
        ArgumentError: `item` is neither, or the format has no such option, or an option has a wrong value.
    """
    check_item(function, item)
    _check_options(f"{function}(..., {target_format.name!r})", options, target_format.options | {"as_of", "cache"})
    if options.get("mode", "uri") not in ("uri", "qcode"):
        raise ArgumentError(f"{function}(): mode is {options['mode']!r:.64}, must be 'uri' or 'qcode'")
    if options.get("description", "excerpt") not in ("excerpt", "none"):
        description = options["description"]
        raise ArgumentError(f"{function}(): description is {description!r:.64}, must be 'excerpt' or 'none'")
    check_body(function, options.get("body", "text"))
    _check_version(function, target_format, options)
    _check_publication(function, options)
    if not isinstance(options.get("cache"), RenderCache | None):
        raise ArgumentError(f"{function}(): cache is {type(options['cache']).__name__}, must be a RenderCache")
    check_moment(function, "as_of", options.get("as_of"))
    settings = {name: value for name, value in options.items() if value is not None}
    if "theme" in settings:
        settings["theme"] = os.fspath(settings["theme"])
    return WriteContext(standalone=isinstance(item, Story), **settings)


def _check_version(function: str, target_format: Format, options: Mapping[str, Any]) -> None:
    if options.get("version") not in (None, *target_format.versions):
        versions = " or ".join(map(repr, target_format.versions))
        raise ArgumentError(f"{function}(): version is {options['version']!r:.64}, must be {versions}")


def _check_publication(function: str, options: Mapping[str, Any]) -> None:
    """Raise `ArgumentError` unless the options about the place of a document have values that they can have."""
    for name in ("stylesheet", "profile"):
        if not isinstance(options.get(name), str | None):
            raise ArgumentError(f"{function}(): {name} is {type(options[name]).__name__}, must be a str")
    if not isinstance(options.get("theme"), str | os.PathLike | None):
        raise ArgumentError(f"{function}(): theme is {type(options['theme']).__name__}, must be the path of a folder")
    if not isinstance(options.get("site"), Site | None):
        raise ArgumentError(f"{function}(): site is {type(options['site']).__name__}, must be a Site")


def check_moment(function: str, name: str, value: object) -> None:
    """Raise `ArgumentError` unless the value of an argument is an aware datetime or None."""
    if value is None:
        return
    if not isinstance(value, datetime):
        raise ArgumentError(f"{function}(): {name} is {type(value).__name__}, must be an aware datetime")
    if value.utcoffset() is None:
        raise ArgumentError(f"{function}(): {name} has no time zone: add one, such as tzinfo=datetime.UTC")


def checked_schema(schema: str | os.PathLike[str] | None) -> str | None:
    """Return the path of the caller's schema.

    Raises:
        FileNotFoundError: there is no such file.
    """
    if schema is None:
        return None
    check_argument("validate", "schema", schema, (str, os.PathLike), "the path of a schema")
    from pathlib import Path  # slow to import

    if not Path(schema).is_file():
        raise FileNotFoundError(errno.ENOENT, "there is no such schema", os.fspath(schema))
    return os.fspath(schema)


def check_body(function: str, body: object) -> None:
    """Raise `ArgumentError` unless an amount of the body is one that JSON-LD can have."""
    if body not in ("none", "text", "full"):
        raise ArgumentError(f"{function}(): body is {body!r:.64}, must be 'none', 'text' or 'full'")


def loss_options(target_format: Format, options: Mapping[str, Any], *, standalone: bool) -> dict[str, Any]:
    """Return the checked options of a format's `losses`.

    Args:
        target_format: the format.
        options: the `LossOptions` of the caller.
        standalone: True for the document of a story.

    Raises:
        ArgumentError: the format has no such option, or it has a wrong value.
    """
    allowed = target_format.options & frozenset(LossOptions.__annotations__)
    _check_options(f"losses(..., {target_format.name!r})", options, allowed)
    check_body("losses", options.get("body", "text"))
    _check_version("losses", target_format, options)
    _check_publication("losses", options)
    settings = {name: value for name, value in options.items() if value is not None}
    return {**settings, "standalone": standalone} if target_format.index else settings


def _check_options(function: str, options: Iterable[str], allowed: frozenset[str]) -> None:
    unknown = [name for name in options if name not in allowed]
    if unknown:
        call = function if function.endswith(")") else f"{function}()"
        names = ", ".join(sorted(allowed)) or "none"
        raise ArgumentError(f"{call} has no option {unknown[0]!r:.64}; its options are {names}")


def check_item(function: str, item: object) -> None:
    """Raise `ArgumentError` unless the item is a feed or story."""
    if not isinstance(item, Feed | Story):
        hint = ": put stories into Feed(stories=...)" if isinstance(item, list | tuple) else ""
        raise ArgumentError(f"{function}() takes a Feed or a Story, not {type(item).__name__}{hint}")


def check_file(function: str, file: object, method: str) -> None:
    """Raise `ArgumentError` unless the file is a path, or a binary file with this method (`read` or `write`)."""
    if isinstance(file, str | os.PathLike):
        return
    if isinstance(file, io.TextIOBase):
        raise ArgumentError(f"{function}() takes a binary file, not {type(file).__name__}: open it in binary mode")
    if not callable(getattr(file, method, None)):
        raise ArgumentError(f"{function}() takes a path or a binary file, not {type(file).__name__}")


def encoded(function: str, data: object, limits: Limits = DEFAULT) -> bytes:
    """Return a document as bytes, decompressed if it is gzip; a str is encoded as UTF-8.

    Args:
        function: the name of the called function, for messages.
        data: the document.
        limits: `limits.bytes` bounds the decompressed size.

    Raises:
        ArgumentError: it is neither bytes nor str.
        ReadError: the str has a lone surrogate, or the gzip is damaged.
        LimitError: it is too long when decompressed.
    """
    if isinstance(data, bytes | bytearray | memoryview):
        return decompress(bytes(data), limits)
    if not isinstance(data, str):
        hint = ": use load() for files" if isinstance(data, os.PathLike) or hasattr(data, "read") else ""
        raise ArgumentError(f"{function}() takes bytes or str, not {type(data).__name__}{hint}")
    try:
        return data.encode()
    except UnicodeEncodeError as error:
        raise ReadError(
            f"has a lone surrogate U+{ord(data[error.start]):04X} at offset {error.start}; remove it"
        ) from None
