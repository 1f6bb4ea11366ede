"""The verbs: load, dump, convert, detect, validate, losses, open_writer."""

import contextlib
import errno
import io
import os
from collections.abc import Iterator, Mapping
from typing import IO, Any

import attrs

from newsfeed.errors import LossError, ReadError, UnknownFormatError
from newsfeed.findings import Finding, Loss, Report
from newsfeed.headings import Headings
from newsfeed.io import files
from newsfeed.io.limits import DEFAULT, Limits
from newsfeed.model import Feed, Story
from newsfeed.plugins import CheckContext, ReadContext, StoryWriter, registry
from newsfeed.rendering.cache import RenderCache
from newsfeed.rendering.sinks import Write

Target = str | os.PathLike[str] | IO[bytes]
"""A path, or a binary file object."""


# --- reading ---------------------------------------------------------------------------------------------------------------


def loads(  # noqa: PLR0913  (keyword-only, each with its own meaning)
    data: bytes | str,
    format: str | None = None,
    *,
    report: Report | None = None,
    limits: Limits = DEFAULT,
    defaults: Mapping[str, Any] | None = None,
    headings: Headings | None = None,
    base: str | None = None,
    recover: bool = False,
    content: bool = True,
) -> Feed:
    """Read a document.

    Args:
        data: its bytes; a `str` is taken as UTF-8.
        format: the name of its format; None finds it out from the first 4 KB.
        report: takes what a lenient reader noticed.
        limits: what the input may use.
        defaults: values for what the document does not say, by the names of `Story`'s fields.
        headings: the house's headings of an explainer page; None takes those of the story's language.
        base: the IRI that relative links are resolved against.
        recover: save what can be saved of a document that is not well-formed.
        content: False leaves the bodies out and reads the metadata only.

    Returns:
        the feed; a document of one story gives a feed of one.

    Raises:
        ReadError: it cannot be read; with line and column where they are known.
        UnknownFormatError: no format recognises it, or none has this name.
        UnsupportedError: the format has no reader.
    """
    reading = ReadContext(
        report=Report() if report is None else report,
        limits=limits,
        defaults=defaults or {},
        headings=headings,
        base=base,
        recover=recover,
        content=content,
    )
    data = _bytes(data)
    return (registry[format] if format else registry.detect(data)).read(data, reading)


def load(source: files.Source, format: str | None = None, **options: Any) -> Feed:
    """Read a file: as `loads`, which takes the same options.

    Args:
        source: a path or a binary file object.
        format: the name of its format; None finds it out from the first 4 KB.

    Raises:
        OSError: there is no such file, or it cannot be read.
    """
    return loads(files.read(source, options.get("limits", DEFAULT)), format, **options)


def loads_story(data: bytes | str, format: str | None = None, **options: Any) -> Story:
    """Read a document of exactly one story: as `loads`, which takes the same options.

    Raises:
        ReadError: it has none, or more than one.
    """
    return _only(loads(data, format, **options))


def load_story(source: files.Source, format: str | None = None, **options: Any) -> Story:
    """Read a file of exactly one story: as `load`, which takes the same options.

    Raises:
        ReadError: it has none, or more than one.
    """
    return _only(load(source, format, **options))


def _only(feed: Feed) -> Story:
    if len(feed.stories) != 1:
        raise ReadError(f"has {len(feed.stories)} stories where exactly one is asked for; use loads or load")
    return feed.stories[0]


def iter_stories(source: files.Source, format: str | None = None, **options: Any) -> Iterator[Story]:
    """Read the stories of a file one by one, in constant memory where the format's reader can.

    Args:
        source: a path or a binary file object.
        format: the name of its format; None finds it out from the first 4 KB (the file object must be seekable then).
        options: as of `loads`.
    """
    reading = ReadContext(**options)
    with contextlib.ExitStack() as stack:
        file = stack.enter_context(open(source, "rb")) if isinstance(source, str | os.PathLike) else source  # noqa: PTH123
        if format is None:
            start = file.tell()
            found = registry.detect(file.read(4096))
            file.seek(start)
        else:
            found = registry[format]
        yield from found.iter_stories(file, reading)


def detect(data: bytes | str) -> str:
    """Give the name of the format that a document is in, by its first 4 KB.

    Raises:
        UnknownFormatError: no format recognises it.
    """
    return registry.detect(_bytes(data)).name


def _bytes(data: bytes | str) -> bytes:
    if not isinstance(data, str):
        return bytes(data)
    try:
        return data.encode()
    except UnicodeEncodeError as error:
        raise ReadError(
            f"has a lone surrogate U+{ord(data[error.start]):04X} at offset {error.start}; remove it"
        ) from None


# --- writing ---------------------------------------------------------------------------------------------------------------


def dumps(
    item: Feed | Story, format: str, *, strict: bool = False, cache: RenderCache | None = None, **options: Any
) -> bytes:
    """Write a feed or story.

    Args:
        item: what to write.
        format: the name of the format.
        strict: raise where something would be lost.
        cache: rendered stories; unchanged ones are copied from it, new ones added to it.
        options: of the format's writer, such as `headings`.

    Raises:
        WriteError: the format cannot take it; names the field.
        LossError: `strict`, and something would be lost.
        UnknownFormatError, UnsupportedError: there is no such format, or it has no writer.
    """
    if cache is None:
        out = io.BytesIO()
        _write(out.write, item, format, strict=strict, cache=None, options=options)
        return out.getvalue()
    parts: list[bytes] = []  # with a cache mostly a single one, which is then not copied
    _write(parts.append, item, format, strict=strict, cache=cache, options=options)
    return b"".join(parts)


def dump(
    item: Feed | Story,
    target: Target,
    format: str | None = None,
    *,
    strict: bool = False,
    cache: RenderCache | None = None,
    **options: Any,
) -> None:
    """Write a feed or story to a file, which is replaced as a whole or left as it was.

    Args:
        item: what to write.
        target: a path or a binary file object.
        format: the name of the format; None takes it from the path's suffix.
        strict: raise where something would be lost.
        cache: rendered stories, as for `dumps`; the document is then buffered.
        options: of the format's writer.

    Raises:
        OSError: the file cannot be written.
        WriteError, LossError, UnknownFormatError, UnsupportedError: as `dumps`.
    """
    name = format or _format_of(target)
    with contextlib.ExitStack() as stack:
        write = (
            target.write if not isinstance(target, str | os.PathLike) else stack.enter_context(files.replacing(target))
        )
        _write(write, item, name, strict=strict, cache=cache, options=options)


@contextlib.contextmanager
def open_writer(
    target: Target, format: str | None, feed: Feed, *, cache: RenderCache | None = None, **options: Any
) -> Iterator[StoryWriter]:
    """Write a feed story by story, in constant memory unless there is a cache.

    Args:
        target: a path, whose file is replaced when the context ends without an error, or a binary file object.
        format: the name of the format; None takes it from the path's suffix.
        feed: what is said once about all stories; stories in it are not written.
        cache: rendered stories, as for `dumps`; the document is then buffered, up to the cache's `max_bytes`.
        options: of the format's writer.

    Returns:
        a context manager that gives an object with `write(story)`.

    Raises:
        as `dump`.
    """
    chosen = registry[format or _format_of(target)]
    with contextlib.ExitStack() as stack:
        write = (
            target.write if not isinstance(target, str | os.PathLike) else stack.enter_context(files.replacing(target))
        )
        writer = chosen.open_writer(write, feed, single=False, cache=cache, **options)
        yield writer
        writer.close()


def _write(
    write: Write, item: Feed | Story, name: str, *, strict: bool, cache: RenderCache | None, options: Mapping[str, Any]
) -> None:
    if strict and (lost := losses(item, name)):
        more = f" (and {len(lost) - 1} more)" if len(lost) > 1 else ""
        raise LossError(lost[0].path, f"{lost[0].reason}{more}; {name} cannot carry it")
    single = isinstance(item, Story)
    feed = feed_of(item) if isinstance(item, Story) else item
    writer = registry[name].open_writer(write, feed, single=single, cache=cache, **options)
    for story in feed.stories:
        writer.write(story)
    writer.close()


def feed_of(story: Story) -> Feed:
    """Give the feed that a single story is written in, where a format knows only feeds."""
    return Feed(
        title=story.headline, url=story.url, language=story.language, publisher=story.publisher, stories=(story,)
    )


def _format_of(target: Target) -> str:
    if not isinstance(target, str | os.PathLike):
        raise UnknownFormatError("a file object does not say its format; name it")
    return registry.for_path(os.fspath(target)).name


def convert(data: bytes | str, *, to: str, format: str | None = None, **options: Any) -> bytes:
    """Read a document in one format and write it in another.

    Args:
        data: the document.
        to: the name of the format to write.
        format: the name of the format that it is in; None finds it out.
        options: as of `loads`.
    """
    data = _bytes(data)
    source = registry[format] if format else registry.detect(data)
    feed = loads(data, source.name, **options)
    return dumps(feed if source.feed or len(feed.stories) != 1 else feed.stories[0], to)


# --- asking ----------------------------------------------------------------------------------------------------------------


def losses(item: Feed | Story, format: str) -> tuple[Loss, ...]:
    """Name what a format has no place for in a feed or story; fields that are empty are no loss.

    Returns:
        the losses, with paths such as `story.version` or `feed.stories[3].version`.
    """
    chosen = registry[format]
    if isinstance(item, Story):
        return tuple(chosen.losses(item))
    found = list(chosen.feed_losses(item))
    for index, story in enumerate(item.stories):
        found += [attrs.evolve(each, path=_below(each.path, index)) for each in chosen.losses(story)]
    return tuple(found)


def _below(path: str, index: int) -> str:
    return f"feed.stories[{index}]{path.removeprefix('story')}"


def validate(
    item: bytes | str | Feed | Story,
    format: str | None = None,
    profile: str | None = None,
    *,
    limits: Limits = DEFAULT,
    limit: int | None = None,
    schema: str | os.PathLike[str] | None = None,
) -> Report:
    """Validate a document, or what a feed or story would be in a format.

    Args:
        item: the bytes of a document, or a feed or story.
        format: the name of the format; for bytes, None finds it out.
        profile: the name of a consumer whose rules apply as well.
        limits: what the input may use.
        limit: how many findings the report keeps; it counts them all.
        schema: path of a schema of your own, which takes the place of the bundled one.

    Returns:
        the report; findings about an object have the model's paths (`story.questions[2].answer`).

    Raises:
        UnknownFormatError, UnsupportedError: there is no such format or profile, or it has no validator.
    """
    if profile is not None:
        raise UnknownFormatError(f"no profile is called {profile!r:.64}")
    report = Report(limit=limit)
    if isinstance(item, Feed | Story):
        if format is None:
            raise UnknownFormatError("an object is in no format; name the one to validate it for")
        report.extend(_check_model(item, format))
        return report
    if schema is not None and not os.path.isfile(schema):  # noqa: PTH113  (a file name of any kind)
        raise FileNotFoundError(errno.ENOENT, "there is no such schema", os.fspath(schema))
    data = _bytes(item)
    chosen = registry[format] if format else registry.detect(data)
    report.extend(chosen.check(data, CheckContext(limits=limits, schema=None if schema is None else os.fspath(schema))))
    return report


def _check_model(item: Feed | Story, name: str) -> Iterator[Finding]:
    chosen = registry[name]
    if isinstance(item, Feed):
        yield from chosen.check_model(item)
        return
    for finding in chosen.check_model(feed_of(item)):
        if finding.path.startswith("feed.stories[0]"):
            yield attrs.evolve(finding, path="story" + finding.path.removeprefix("feed.stories[0]"))
        # what is said about the feed is about one that we made up
