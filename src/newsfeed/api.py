"""The verbs of newsfeed: load, dump, convert, detect, validate, losses, open_writer."""

import contextlib
import io
import os
from collections.abc import Iterator, Mapping
from datetime import datetime, tzinfo
from types import NoneType
from typing import IO, Any, Unpack

import attrs

from newsfeed import checks, streaming
from newsfeed.arguments import (
    FormatName,
    LossOptions,
    ReadOptions,
    WriteOptions,
    check_body,
    check_encoding,
    check_file,
    check_item,
    check_moment,
    checked_schema,
    encoded,
    loss_options,
    read_context,
    to_zone,
    write_context,
)
from newsfeed.documents import MISMATCH, encoding_finding, open_document, read_document, transcoded
from newsfeed.errors import ArgumentError, LossError, ReadError, UnknownFormatError, check_argument
from newsfeed.findings import Loss, Report
from newsfeed.headings import Headings
from newsfeed.io import files
from newsfeed.io.limits import DEFAULT, Limits
from newsfeed.model import Feed, Story
from newsfeed.plugins import BodyMode, CheckContext, Format, ReadContext, StoryWriter, WriteContext, registry
from newsfeed.profiles.loading import check_profile_name
from newsfeed.publication import PublishedWriter, check_published, left_out_loss, published_feed
from newsfeed.rendering.lost_fields import outermost_losses
from newsfeed.rendering.sinks import Write
from newsfeed.writing import begin_document, feed_to_write

Target = str | os.PathLike[str] | IO[bytes]
"""A path, or a binary file object."""


# --- reading ---------------------------------------------------------------------------------------------------------------


def loads(data: bytes | str, format: FormatName | None = None, **options: Unpack[ReadOptions]) -> Feed:
    """Read a document.

    Args:
        data: the document; a `str` is read as UTF-8.
        format: the name of its format, or None to detect it by the first 4 KB.
        options: see `ReadOptions`.

    Returns:
        the feed; a document of one story is a feed of one.

    Raises:
        ReadError: the document cannot be read; with line and column if they are known.
        UnknownFormatError: no format recognizes the document, or none has this name.
        UnsupportedError: the format has no reader.
        ArgumentError: `data` is neither bytes nor str, or there is no such option.
    """
    return _loads(data, format, read_context("loads", options))


def load(source: files.Source, format: FormatName | None = None, **options: Unpack[ReadOptions]) -> Feed:
    """Read a file.

    Args:
        source: a path or a binary file object.
        format: the name of its format, or None to detect it by the first 4 KB.
        options: see `ReadOptions`.

    Raises:
        OSError: there is no such file, or it cannot be read.
        ReadError, UnknownFormatError, UnsupportedError, ArgumentError: as for `loads`.
    """
    context = read_context("load", options)
    check_file("load", source, "read")
    context = attrs.evolve(context, name=files.stem(source))
    return _loads(files.read(source, context.limits), format, context)


def loads_story(data: bytes | str, format: FormatName | None = None, **options: Unpack[ReadOptions]) -> Story:
    """Read a document of exactly one story; arguments and errors as for `loads`.

    Raises:
        ReadError: it has no story, or more than one.
    """
    return _only_story(loads(data, format, **options))


def load_story(source: files.Source, format: FormatName | None = None, **options: Unpack[ReadOptions]) -> Story:
    """Read a file of exactly one story; arguments and errors as for `load`.

    Raises:
        ReadError: it has no story, or more than one.
    """
    return _only_story(load(source, format, **options))


def iter_stories(
    source: files.Source, format: FormatName | None = None, **options: Unpack[ReadOptions]
) -> Iterator[Story]:
    """Read the stories of a file one by one, in constant memory if the format can be streamed and the document is sound.

    The stories and findings are those of `load`. A document with a fault is read as a whole from there on: a file that
    cannot be rewound is therefore recorded, in a temporary file if it is large, up to `limits.bytes`.

    Args:
        source: a path or a binary file object, which need not be seekable.
        format: the name of its format, or None to detect it by the first 4 KB.
        options: see `ReadOptions`.

    Returns:
        an iterator; the file is read as it advances, and its errors are raised then.

    Raises:
        UnknownFormatError, ArgumentError: at once, if there is no such format, or `source` is no binary file.
    """
    context = read_context("iter_stories", options)
    check_file("iter_stories", source, "read")
    context = attrs.evolve(context, name=files.stem(source))
    if format is not None:
        return streaming.iter_stories(source, registry[format], context)
    return streaming.iter_stories(source, None, context)


def detect(data: bytes | str) -> str:
    """Return the name of the format that a document is in, by its first 4 KB, or an HTML page by its first MB.

    Raises:
        UnknownFormatError: no format recognizes it.
    """
    return registry.detect(encoded("detect", data)).name


def formats() -> tuple[Format, ...]:
    """Return all formats and their abilities: `name`, `title`, `reads`, `writes`, `validates`, `media_type` ..."""
    return tuple(registry)


def _loads(data: bytes | str, format: str | None, context: ReadContext) -> Feed:
    context = attrs.evolve(context, encoding=_encoding_of(data, context.encoding))
    return read_document(encoded("loads", data, context.limits), None if format is None else registry[format], context)


def _encoding_of(data: object, encoding: str | None) -> str | None:
    """Return the encoding of an argument's bytes: a str has been encoded as UTF-8, whatever it declares."""
    return "utf-8" if isinstance(data, str) else encoding


def _only_story(feed: Feed) -> Story:
    if len(feed.stories) != 1:
        raise ReadError(f"has {len(feed.stories)} stories where exactly one is expected; use loads or load")
    return feed.stories[0]


# --- writing ---------------------------------------------------------------------------------------------------------------


def dumps(item: Feed | Story, format: FormatName, *, strict: bool = False, **options: Unpack[WriteOptions]) -> bytes:
    """Return a feed or story as a document.

    Args:
        item: the feed or story.
        format: the name of the format.
        strict: True to raise if something would be lost.
        options: see `WriteOptions`.

    Raises:
        WriteError: the format cannot represent it; names the field.
        UnpublishedError: a story alone is one that the format, which is for readers, leaves out (see `WriteOptions.as_of`).
        LossError: `strict`, and something would be lost.
        UnknownFormatError, UnsupportedError: there is no such format, or it has no writer.
        ArgumentError: `item` is neither a Feed nor a Story, or the format has no such option.
    """
    target_format = registry[format]
    context = write_context("dumps", target_format, options, item)
    if context.cache is None:
        buffer = io.BytesIO()
        _write(buffer.write, item, target_format, context, strict=strict)
        return buffer.getvalue()
    parts: list[bytes] = []  # with a cache mostly a single part: `join` does not copy it
    _write(parts.append, item, target_format, context, strict=strict)
    return b"".join(parts)


def dump(
    item: Feed | Story,
    target: Target,
    format: FormatName | None = None,
    *,
    strict: bool = False,
    **options: Unpack[WriteOptions],
) -> None:
    """Write a feed or story to a file. A path's file is replaced as a whole, or left as it was.

    Args:
        item: the feed or story.
        target: a path or a binary file object.
        format: the name of the format, or None for that of the path's suffix.
        strict: True to raise if something would be lost.
        options: see `WriteOptions`.

    Raises:
        OSError: the file cannot be written.
        WriteError, UnpublishedError, LossError, UnknownFormatError, UnsupportedError, ArgumentError: as for `dumps`.
    """
    target_format = _format_for(target) if format is None else registry[format]
    context = write_context("dump", target_format, options, item)
    with _opened("dump", target) as write:
        _write(write, item, target_format, context, strict=strict)


@contextlib.contextmanager
def open_writer(
    target: Target, format: FormatName | None, feed: Feed, **options: Unpack[WriteOptions]
) -> Iterator[StoryWriter]:
    """Write a feed story by story, in constant memory unless there is a cache.

    Args:
        target: a path, whose file is replaced when the context ends without an error, or a binary file object.
        format: the name of the format, or None for that of the path's suffix.
        feed: the feed's own values; its stories are not written.
        options: see `WriteOptions`.

    Returns:
        a context manager that yields an object with `write(story)`, which leaves out the stories that `dumps` leaves out.

    Raises:
        OSError, WriteError, UnknownFormatError, UnsupportedError, ArgumentError: as for `dump`.
    """
    target_format = _format_for(target) if format is None else registry[format]
    if not isinstance(feed, Feed):
        raise ArgumentError(f"open_writer() takes a Feed, not {type(feed).__name__}")
    context = write_context("open_writer", target_format, options, feed)
    with _opened("open_writer", target) as write:
        feed = published_feed(feed, target_format, context.as_of)
        writer = target_format.open_writer(write, feed, context)
        yield PublishedWriter(writer, target_format, context.as_of) if target_format.public else writer
        writer.close()


def _write(write: Write, item: Feed | Story, target_format: Format, context: WriteContext, *, strict: bool) -> None:
    feed = feed_to_write(item, target_format, context.as_of)
    if strict:
        _refuse_losses(item, target_format, context)
    writer, stories = begin_document(write, item, feed, target_format, context)
    for story in stories:
        writer.write(story)
    writer.close()


def _refuse_losses(item: Feed | Story, target_format: Format, context: WriteContext) -> None:
    options: LossOptions = {}
    if "body" in target_format.options:
        options["body"] = context.body
    if "profile" in target_format.options:
        options["profile"] = context.profile
    if target_format.versions:
        options["version"] = context.version
    lost = losses(item, target_format.name, as_of=context.as_of, **options)
    for loss in lost:
        more = f" (and {len(lost) - 1} more)" if len(lost) > 1 else ""
        raise LossError(loss.path, f"{loss.reason}{more}; {target_format.name} cannot carry it")


@contextlib.contextmanager
def _opened(function: str, target: Target) -> Iterator[Write]:
    if isinstance(target, str | os.PathLike):
        with files.atomic_writer(target) as write:
            yield write
        return
    check_file(function, target, "write")
    yield target.write


def _format_for(target: Target) -> Format:
    if not isinstance(target, str | os.PathLike):
        raise UnknownFormatError("a file object has no suffix to tell the format by: name the format")
    return registry.for_path(os.fspath(target))


def convert(
    data: bytes | str,
    *,
    to: FormatName,
    format: FormatName | None = None,
    as_of: datetime | None = None,
    **options: Unpack[ReadOptions],
) -> bytes:
    """Read a document in one format and return it in another.

    Args:
        data: the document.
        to: the name of the format to write.
        format: the name of the format to read, or None to detect it.
        as_of: the moment of publication, as in `WriteOptions`.
        options: see `ReadOptions`.

    Raises:
        ReadError, WriteError, UnknownFormatError, UnsupportedError, ArgumentError: as for `loads` and `dumps`.
    """
    context = read_context("convert", options)
    check_moment("convert", "as_of", as_of)
    document = encoded("convert", data, context.limits)
    context = attrs.evolve(context, encoding=_encoding_of(data, context.encoding))
    source, document, context = open_document(document, None if format is None else registry[format], context)
    feed = source.read(document, context)
    return dumps(feed if source.feed or len(feed.stories) != 1 else feed.stories[0], to, as_of=as_of)


def to_script(
    item: Feed | Story, *, headings: Headings | None = None, body: BodyMode = "none", as_of: datetime | None = None
) -> str:
    """Return a feed's or story's JSON-LD as a script element for an HTML page; no text in it can end the element.

    It has what search engines take, and by default not the body, since the page has it. Withheld and canceled stories are
    left out.

    Args:
        item: the feed or story.
        headings: the house's headings for the text of the body; None for those of each story's language.
        body: how much of the body it has, as in `WriteOptions`.
        as_of: the moment of publication, as in `WriteOptions`.

    Raises:
        UnpublishedError: a story alone is withheld, canceled, under embargo or expired. A feed leaves such stories out.
        ArgumentError: `item` is neither a Feed nor a Story, `as_of` has no time zone, or `body` is something else.
    """
    check_item("to_script", item)
    check_moment("to_script", "as_of", as_of)
    check_body("to_script", body)
    item = _published_item(item, registry["jsonld"], as_of)
    from newsfeed.formats.jsonld import write  # only users of JSON-LD need it

    return write.to_script(item, headings=headings, body=body)


def _published_item(item: Feed | Story, target_format: Format, as_of: datetime | None) -> Feed | Story:
    if isinstance(item, Feed):
        return published_feed(item, target_format, as_of)
    check_published(item, target_format, as_of)
    return item


# --- checking --------------------------------------------------------------------------------------------------------------


def losses(
    item: Feed | Story, format: FormatName, *, as_of: datetime | None = None, **options: Unpack[LossOptions]
) -> tuple[Loss, ...]:
    """Return the values of a feed or story that a format cannot carry. An empty field is never a loss.

    Args:
        item: the feed or story.
        format: the name of the format.
        as_of: the moment of publication, as in `WriteOptions`: a story that is left out is one loss, with the reason.
        options: see `LossOptions`.

    Returns:
        the losses, with paths such as `story.version` or `feed.stories[3].version`.
    """
    check_item("losses", item)
    check_moment("losses", "as_of", as_of)
    target_format = registry[format]
    writer_options = loss_options(target_format, options, standalone=isinstance(item, Story))
    if isinstance(item, Story):
        return tuple(_story_losses(item, target_format, as_of, writer_options))
    lost = list(outermost_losses(target_format.feed_losses(published_feed(item, target_format, as_of))))
    for index, story in enumerate(item.stories):
        lost += [
            attrs.evolve(loss, path=_path_in_feed(loss.path, index))
            for loss in _story_losses(story, target_format, as_of, writer_options)
        ]
    return tuple(lost)


def _story_losses(
    story: Story, target_format: Format, as_of: datetime | None, options: Mapping[str, Any]
) -> Iterator[Loss]:
    loss = left_out_loss(story, target_format, as_of)
    if loss is None and "profile" in options:
        from newsfeed.profiles.adaptation import refused_story  # needed with a profile only

        loss = refused_story(story, options["profile"], target_format.name, as_of)
    if loss is not None:
        yield loss
    else:
        yield from outermost_losses(target_format.losses(story, **options))


def _path_in_feed(path: str, index: int) -> str:
    return f"feed.stories[{index}]{path.removeprefix('story')}"


def validate(  # noqa: PLR0913  (all but two are keyword-only)
    item: bytes | str | os.PathLike[str] | Feed | Story,
    format: FormatName | None = None,
    *,
    limits: Limits = DEFAULT,
    limit: int | None = None,
    schema: str | os.PathLike[str] | None = None,
    base: str | None = None,
    encoding: str | None = None,
    default_zone: tzinfo | str | None = None,
    as_of: datetime | None = None,
    profile: str | None = None,
) -> Report:
    """Validate a document, or a feed or story as it would be written in a format.

    Args:
        item: a document, as bytes or str; the path of one, as `pathlib.Path`; or a feed or story.
        format: the name of the format; None detects that of a document.
        limits: how much the input may use.
        limit: the number of findings to keep; all are counted.
        schema: path of a schema in place of the bundled one.
        base: the address of the folder of pages: with it, a page needs no id of its own.
        encoding: the charset that came with a document, as in `ReadOptions`.
        default_zone: the zone of a document's dates without one, as in `ReadOptions`.
        as_of: the present, as an aware datetime: a date after it is a finding, and an embargo that ends after it an error.
            None looks for neither; no clock is read for it. A finding names each story that `dumps` leaves out.
        profile: the name of the consumer whose rules apply besides those of the format (see `profiles`), or the path of
            a profile of your own, which ends in `.toml`. Its rules about the age of stories need `as_of`.

    Returns:
        the report; findings about an object have paths of the model (`story.questions[2].answer`).

    Raises:
        UnknownFormatError, UnsupportedError: there is no such format, or it has no validator.
        FileNotFoundError: there is no such document or schema.
        ArgumentError: `item` or an option is something else, or there is no such profile for the format.
    """
    check_encoding("validate", encoding)
    check_moment("validate", "as_of", as_of)
    check_argument("validate", "limits", limits, Limits, "a Limits")
    check_argument("validate", "base", base, (str, NoneType), "the address of the folder of pages")
    zone = None if default_zone is None else to_zone("validate", default_zone)
    report = Report(limit=limit)
    if isinstance(item, Feed | Story):
        report.extend(checks.check_object(item, _format_of_object(format), as_of, profile))
        return report
    data, encoding = _decoded_document(item, encoding, limits, report)
    target_format = registry.detect(data) if format is None else registry[format]
    chosen_profile = check_profile_name("validate", profile, target_format.name)
    checking = CheckContext(
        limits=limits,
        schema=checked_schema(schema),
        base=base,
        name=files.stem(item) if isinstance(item, os.PathLike) else "",
        encoding=encoding,
        default_zone=zone,
        as_of=as_of,
    )
    report.extend(checks.check_document(data, target_format, checking, chosen_profile))
    return report


def _format_of_object(name: str | None) -> Format:
    if name is None:
        raise UnknownFormatError("an object has no format: name the format to validate it for")
    return registry[name]


def _decoded_document(
    item: bytes | str | os.PathLike[str], encoding: str | None, limits: Limits, report: Report
) -> tuple[bytes, str | None]:
    """Return a document in an encoding that readers take, with the name of that; report a wrong declaration."""
    data = files.read(item, limits) if isinstance(item, os.PathLike) else encoded("validate", item, limits)
    data, encoding, faults = transcoded(data, _encoding_of(item, encoding))
    report.extend(encoding_finding(MISMATCH, fault) for fault in faults)
    return data, encoding
