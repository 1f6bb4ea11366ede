"""What a format is, and the registry that everything which must know all formats asks."""

from collections.abc import Callable, Iterable, Iterator, Mapping
from functools import cached_property, lru_cache
from importlib import import_module
from types import ModuleType
from typing import IO, Any, Final, Protocol

import attrs
from attrs import frozen

from newsfeed.errors import UnknownFormatError, UnsupportedError
from newsfeed.findings import Finding, Loss, Report
from newsfeed.headings import Headings
from newsfeed.io.limits import DEFAULT, Limits
from newsfeed.model import Feed, Story
from newsfeed.rendering.cache import RenderCache
from newsfeed.rendering.sinks import Write

GROUP: Final = "newsfeed.formats"
"""The entry point group of formats that other distributions add: each names a `Format`."""

HEAD: Final = 4096
"""How many bytes a format is recognised by."""


class StoryWriter(Protocol):
    """What `open_writer` of a format gives: it has written what stands before the stories."""

    def write(self, story: Story) -> object:
        """Write one story."""

    def close(self) -> object:
        """Write what stands behind the stories."""


@frozen(kw_only=True)
class ReadContext:
    """What a reader is asked for.

    Attributes:
        report: takes what a lenient reader noticed.
        limits: what the input may use.
        defaults: values for fields that the document does not say (names of `Story`'s fields).
        headings: the house's headings, for pages.
        base: the IRI that relative links are resolved against.
        recover: save what can be saved of a document that is not well-formed.
        content: False leaves the body out: metadata only.
    """

    report: Report = attrs.field(factory=Report)
    limits: Limits = DEFAULT
    defaults: Mapping[str, Any] = attrs.field(factory=dict)
    headings: Headings | None = None
    base: str | None = None
    recover: bool = False
    content: bool = True


@frozen(kw_only=True)
class CheckContext:
    """What a validator is asked for.

    Attributes:
        limits: what the input may use.
        schema: path of a schema of the user's own, instead of the bundled one.
    """

    limits: Limits = DEFAULT
    schema: str | None = None


@frozen(kw_only=True)
class Format:
    """One format: how it is named and recognised; the folder it is in has the rest.

    Attributes:
        name: what it is called in the API and the CLI.
        title: what it is called in print.
        media_type: its registered media type.
        suffixes: of its files; the first is the one written.
        package: the folder with `write` (open_writer, losses), `read` (read, iter_stories) and `rules` (check, check_model).
        looks_like: whether the first 4 KB, without BOM and leading white space, are of this format.
        reads, writes, validates: which of the three modules there are.
        standard: URL of its specification.
        feed: whether a document of it holds a feed; else a story each.
        caches: whether `open_writer` of its `write` module takes a `cache`.
    """

    name: str
    title: str
    media_type: str
    suffixes: tuple[str, ...]
    package: str
    looks_like: Callable[[bytes], bool]
    reads: bool = False
    writes: bool = False
    validates: bool = False
    standard: str = ""
    feed: bool = True
    caches: bool = False

    def open_writer(
        self, write: Write, feed: Feed, *, single: bool = False, cache: RenderCache | None = None, **options: Any
    ) -> StoryWriter:
        """Begin a document.

        Args:
            write: destination of the document's bytes.
            feed: what is said once about all stories.
            single: the document is of one story, and `feed` only a stand-in for it.
            cache: rendered stories; a format that does not cache ignores it.
            options: of the format's writer.
        """
        if cache is not None and self.caches:
            options["cache"] = cache
        return _writer(self).open_writer(write, feed, single=single, **options)  # type: ignore[no-any-return]

    def losses(self, story: Story) -> Iterator[Loss]:
        """Name what the format cannot carry of a story; each path begins with `story`."""
        return _writer(self).losses(story)  # type: ignore[no-any-return]

    def feed_losses(self, feed: Feed) -> Iterator[Loss]:
        """Name what the format cannot carry of a feed without its stories; each path begins with `feed`."""
        return _writer(self).feed_losses(feed)  # type: ignore[no-any-return]

    def read(self, data: bytes, reading: ReadContext) -> Feed:
        """Read a whole document."""
        return _module(self, "read", can=self.reads).read(data, reading)  # type: ignore[no-any-return]

    def iter_stories(self, file: IO[bytes], reading: ReadContext) -> Iterator[Story]:
        """Read the stories one by one; a format without a streaming reader reads the whole document first."""
        module = _module(self, "read", can=self.reads)
        if hasattr(module, "iter_stories"):
            yield from module.iter_stories(file, reading)
        else:
            yield from self.read(file.read(reading.limits.bytes + 1), reading).stories

    def check(self, data: bytes, checking: CheckContext) -> Iterator[Finding]:
        """Validate a document."""
        return _module(self, "rules", can=self.validates).check(data, checking)  # type: ignore[no-any-return]

    def check_model(self, feed: Feed) -> Iterator[Finding]:
        """Say what of a feed and its stories the format's rules object to; paths begin with `feed` or `feed.stories[n]`."""
        return _module(self, "rules", can=self.validates).check_model(feed)  # type: ignore[no-any-return]


def _writer(a_format: Format) -> ModuleType:
    return _module(a_format, "write", can=a_format.writes)


def _module(a_format: Format, name: str, *, can: bool) -> ModuleType:
    if not can:
        verb = {"write": "written", "read": "read", "rules": "validated"}[name]
        raise UnsupportedError(f"{a_format.title} ({a_format.name}) cannot be {verb}")
    return _imported(f"{a_format.package}.{name}")


_imported: Final = lru_cache(import_module)  # a look-up of a module that is there costs what a small item costs


class Registry:
    """The formats that there are: the built-in ones in their order, then those that other distributions add.

    Args:
        package: the package whose `BUILT_IN` names the built-in formats, each a subpackage with a `FORMAT`.
        group: the entry point group of the others.
    """

    def __init__(self, package: str, group: str) -> None:
        self._package = package
        self._group = group

    @cached_property
    def _formats(self) -> dict[str, Format]:
        from importlib.metadata import entry_points  # dear to import, and not needed to begin

        names: Iterable[str] = import_module(self._package).BUILT_IN
        found = {name: import_module(f"{self._package}.{name}").FORMAT for name in names}
        for point in entry_points(group=self._group):
            found.setdefault(point.name, point.load())
        return found

    def __iter__(self) -> Iterator[Format]:
        return iter(self._formats.values())

    def __getitem__(self, name: str) -> Format:
        """Give the format of this name.

        Raises:
            UnknownFormatError: there is none; the message lists those that there are.
        """
        try:
            return self._formats[name]
        except KeyError:
            names = ", ".join(self._formats)
            raise UnknownFormatError(f"no format is called {name!r:.64}; there are {names}") from None

    def detect(self, data: bytes) -> Format:
        """Give the format of a document, by its first 4 KB.

        Raises:
            UnknownFormatError: no format recognises it.
        """
        head = _head(data)
        for a_format in self:
            if a_format.looks_like(head):
                return a_format
        raise UnknownFormatError("no format recognises these bytes; name the format that they are in")

    def for_path(self, path: str) -> Format:
        """Give the format that writes files with this path's suffix.

        Raises:
            UnknownFormatError: no format does.
        """
        name = path.lower()
        fitting = [(suffix, each) for each in self if each.writes for suffix in each.suffixes if name.endswith(suffix)]
        if not fitting:
            raise UnknownFormatError(
                f"the suffix of {path!r:.200} is of no format that can be written; name the format"
            )
        return max(fitting, key=lambda pair: len(pair[0]))[1]


def _head(data: bytes) -> bytes:
    head = data[:HEAD]
    if head.startswith((b"\xff\xfe", b"\xfe\xff")):
        head = head[: len(head) // 2 * 2].decode("utf-16", "replace").encode("utf-8", "replace")
    return head.removeprefix(b"\xef\xbb\xbf").lstrip()


registry: Final = Registry("newsfeed.formats", GROUP)
