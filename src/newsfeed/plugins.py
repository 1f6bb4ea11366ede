"""Formats and plug-ins: the `Format` descriptor, the protocols of its modules, and the registry of all formats.

A format is a folder with up to four modules: `read`, `write`, `losses` and `rules`. Its `FORMAT` names them by functions that
import them, so that a program pays only for the formats it uses, and type checkers hold each module to its protocol:

    def _writer() -> Writer:
        from newsfeed_csv import write

        return write

    FORMAT = Format(name="csv", title="CSV", media_type="text/csv", suffixes=(".csv",), writer=_writer)

Another distribution adds its format by an entry point in the group `newsfeed.formats`:

    [project.entry-points."newsfeed.formats"]
    csv = "newsfeed_csv:FORMAT"
"""

import contextlib
from collections.abc import Callable, Iterable, Iterator
from functools import cache
from importlib import import_module
from typing import IO, Any, Final, Literal, Protocol, TypeVar, runtime_checkable

from newsfeed.classes.frozen import frozen
from newsfeed.contexts import Alternate, BodyMode, CheckContext, ReadContext, Site, WriteContext
from newsfeed.errors import PluginError, ReadError, UnknownFormatError, UnsupportedError
from newsfeed.findings import Finding, Loss
from newsfeed.io.encodings import choose
from newsfeed.model import Feed, Story
from newsfeed.rendering.sinks import Write

__all__ = [
    "GROUP",
    "HEAD",
    "Alternate",
    "BodyMode",
    "CheckContext",
    "Format",
    "Losses",
    "ReadContext",
    "Reader",
    "Registry",
    "Rules",
    "Site",
    "StoryWriter",
    "StreamReader",
    "Write",
    "WriteContext",
    "Writer",
    "registry",
]

M = TypeVar("M")

GROUP: Final = "newsfeed.formats"
"""The entry point group of formats in other distributions; each entry point names a `Format`."""

HEAD: Final = 4096
"""Number of bytes that most formats are detected by."""


# --- the modules of a format -----------------------------------------------------------------------------------------------


@runtime_checkable
class Reader(Protocol):
    """The module `read`."""

    def read(self, data: bytes, context: ReadContext, /) -> Feed:
        """Return the feed that a document holds; a document of one story is a feed of one.

        Raises:
            ReadError: the document cannot be read.
        """
        ...


@runtime_checkable
class StreamReader(Reader, Protocol):
    """The module `read` of a format that can be read in constant memory."""

    def iter_stories(self, file: IO[bytes], context: ReadContext, /) -> Iterator[Story]:
        """Yield the stories of a document one by one.

        Raises:
            ReadError: the document cannot be read; stories before the fault have been yielded.
        """
        ...


class StoryWriter(Protocol):
    """A document that is being written; everything before the first story has been written."""

    def write(self, story: Story, /) -> object:
        """Write a story."""
        ...

    def close(self) -> object:
        """Write everything after the last story."""
        ...


@runtime_checkable
class Writer(Protocol):
    """The module `write`."""

    def open_writer(self, write: Write, feed: Feed, context: WriteContext, /) -> StoryWriter:
        """Begin a document.

        Args:
            write: receives the bytes.
            feed: the feed's own values. If it has stories, exactly these will be written, in their order.
            context: the other options of the caller.

        Raises:
            WriteError: the format cannot represent the feed.
        """
        ...


@runtime_checkable
class Losses(Protocol):
    """The module `losses`: the values that a writer cannot carry."""

    def losses(self, story: Story, /) -> Iterable[Loss]:
        """Yield the losses of a story; each path begins with `story`."""
        ...

    def feed_losses(self, feed: Feed, /) -> Iterable[Loss]:
        """Yield the losses of a feed without its stories; each path begins with `feed`."""
        ...


@runtime_checkable
class Rules(Protocol):
    """The module `rules`."""

    def check(self, data: bytes, context: CheckContext, /) -> Iterable[Finding]:
        """Yield the findings about a document."""
        ...

    def check_model(self, feed: Feed, /) -> Iterable[Finding]:
        """Yield the findings about a feed that would be written; paths begin with `feed` or `feed.stories[n]`."""
        ...


# --- the descriptor --------------------------------------------------------------------------------------------------------


def _never(_head: bytes) -> bool:
    return False


def _always(_data: bytes) -> bool:
    return True


_FUNCTIONS: Final = {
    "read": ("read",),
    "written": ("open_writer",),
    "asked for losses": ("losses", "feed_losses"),
    "validated": ("check", "check_model"),
}
"""The functions that a module must define, by the ability that it gives a format."""


def _module(described: "Format", ability: str, load: Callable[[], M] | None) -> M:
    if load is None:
        raise UnsupportedError(f"{described.title} ({described.name}) cannot be {ability}")
    module: M = _checked_module(described.name, ability, load)
    return module


@cache
def _checked_module(name: str, ability: str, load: Callable[[], Any]) -> Any:
    module = load()
    missing = [function for function in _FUNCTIONS[ability] if not callable(getattr(module, function, None))]
    if missing:
        module_name = getattr(module, "__name__", type(module).__name__)
        raise PluginError(f"the format {name!r}: {module_name} must define {', '.join(missing)} (see newsfeed.plugins)")
    return module


@frozen(kw_only=True)
class Format:
    """The descriptor of a format.

    Attributes:
        name: its name in the API and on the command line.
        title: its name in print.
        media_type: its registered media type.
        suffixes: the suffixes of its files; files are written with the first.
        looks_like: returns whether the first bytes of a document, without BOM and leading white space, are in this format.
        head: the number of bytes that `looks_like` needs at most.
        holds_stories: returns whether a document in this format is likely to have a story. Of the files in a folder, others are
            skipped: not every HTML page is one.
        reader: imports and returns the module that reads, or None if the format has none.
        writer: imports and returns the module that writes, or None.
        losses_of: imports and returns the module that names losses, or None. A format with a writer and without this loses
            nothing.
        rules: imports and returns the module that validates, or None.
        options: the names of the options in `WriteContext` that the writer uses: `headings`, `cache`, `mode`, `description`,
            `version`, `stylesheet`, `profile`, `theme`, `site`. A writer may ignore `cache`, but the others are refused unless
            they are named here.
        versions: the versions of the format that can be written, the default first; empty if it has one only.
        standard: URL of its specification.
        feed: True if a document holds a feed, False if it holds one story.
        public: True if documents are for readers and have no held stories; False if newsrooms get all stories.
        tombstones: True if a public format has notices of canceled stories; the writer gets these stories too.
        bare_story: True if the document of a single story is the item of that story, without a feed around it.
        index: True if the document of a feed is a list of its stories with less of each than the document of the story. Its
            `losses` then takes `standalone`, which is True for the document of the story.
        carries_stories: False if documents have only addresses of stories or feeds, and nothing of the stories themselves.
        feed_file: the name of a feed's file in a published folder; "" stands for `feed` and the first suffix.
        subscribable: True if feed readers subscribe to documents in the format, so that pages name them for autodiscovery.
        reads_back: True if the writer reads the page of a story back and compares them, so that a build need not validate it.
        published: True if a published folder has the format without asking for it.
        story_pages: when a published folder has a document for each story, too: `always`, only if the format is `named` by the
            user, or `never`.
    """

    name: str
    title: str
    media_type: str
    suffixes: tuple[str, ...]
    looks_like: Callable[[bytes], bool] = _never
    head: int = HEAD
    holds_stories: Callable[[bytes], bool] = _always
    reader: Callable[[], Reader] | None = None
    writer: Callable[[], Writer] | None = None
    losses_of: Callable[[], Losses] | None = None
    rules: Callable[[], Rules] | None = None
    options: frozenset[str] = frozenset()
    versions: tuple[str, ...] = ()
    standard: str = ""
    feed: bool = True
    public: bool = False
    tombstones: bool = False
    bare_story: bool = False
    index: bool = False
    carries_stories: bool = True
    feed_file: str = ""
    reads_back: bool = False
    subscribable: bool = False
    published: bool = True
    story_pages: Literal["always", "named", "never"] = "never"

    @property
    def reads(self) -> bool:
        """True if documents can be read."""
        return self.reader is not None

    @property
    def streams(self) -> bool:
        """True if documents can be read story by story, in constant memory."""
        return self.reads and isinstance(_module(self, "read", self.reader), StreamReader)

    @property
    def writes(self) -> bool:
        """True if documents can be written."""
        return self.writer is not None

    @property
    def validates(self) -> bool:
        """True if documents can be validated."""
        return self.rules is not None

    def open_writer(self, write: Write, feed: Feed, context: WriteContext) -> StoryWriter:
        """Begin a document, as `Writer.open_writer`."""
        return _module(self, "written", self.writer).open_writer(write, feed, context)

    def losses(self, story: Story, **options: Any) -> Iterator[Loss]:
        """Yield the losses of a story, as `Losses.losses`.

        Args:
            story: the story.
            options: options of the writer that affect what is lost; only formats that have them take any.
        """
        if self.losses_of is not None or not self.writes:
            losses: Callable[..., Iterable[Loss]] = _module(self, "asked for losses", self.losses_of).losses
            yield from losses(story, **options)

    def feed_losses(self, feed: Feed) -> Iterator[Loss]:
        """Yield the losses of a feed without its stories, as `Losses.feed_losses`."""
        if self.losses_of is not None or not self.writes:
            yield from _module(self, "asked for losses", self.losses_of).feed_losses(feed)

    def read(self, data: bytes, context: ReadContext) -> Feed:
        """Read a whole document, as `Reader.read`."""
        return _module(self, "read", self.reader).read(data, context)

    def iter_stories(self, file: IO[bytes], context: ReadContext) -> Iterator[Story]:
        """Yield the stories of a document one by one; without a streaming reader, read the whole document first."""
        reader = _module(self, "read", self.reader)
        if isinstance(reader, StreamReader):
            yield from reader.iter_stories(file, context)
        else:
            yield from reader.read(file.read(context.limits.bytes + 1), context).stories

    def check(self, data: bytes, context: CheckContext) -> Iterator[Finding]:
        """Yield the findings about a document, as `Rules.check`."""
        yield from _module(self, "validated", self.rules).check(data, context)

    def check_model(self, feed: Feed) -> Iterator[Finding]:
        """Yield the findings about a feed that would be written, as `Rules.check_model`."""
        yield from _module(self, "validated", self.rules).check_model(feed)


# --- the registry ----------------------------------------------------------------------------------------------------------


class Registry:
    """All formats: the built-in ones in their order, then those of other distributions.

    Args:
        package: the package whose `BUILT_IN` lists the names of the built-in formats, each a subpackage with a `FORMAT`.
        group: the entry point group of the others.
    """

    def __init__(self, package: str, group: str) -> None:
        self._package = package
        self._group = group
        self._loaded: dict[str, Format] | None = None

    @property
    def _formats(self) -> dict[str, Format]:
        # In Python 3.11 `cached_property` has a lock that a thread could hold when the process is forked.
        if self._loaded is None:
            self._loaded = self._load()
        return self._loaded

    def _load(self) -> dict[str, Format]:
        from importlib.metadata import entry_points  # slow to import

        names: Iterable[str] = import_module(self._package).BUILT_IN
        formats: dict[str, Format] = {name: import_module(f"{self._package}.{name}").FORMAT for name in names}
        for entry_point in entry_points(group=self._group):
            if entry_point.name in formats:
                raise PluginError(
                    f"the entry point {entry_point.value!r}: there is a format {entry_point.name!r} already"
                )
            formats[entry_point.name] = _plugin(entry_point.name, entry_point.value, entry_point.load())
        return formats

    def __iter__(self) -> Iterator[Format]:
        return iter(self._formats.values())

    def __len__(self) -> int:
        return len(self._formats)

    def __getitem__(self, name: str) -> Format:
        """Return the format of this name.

        Raises:
            UnknownFormatError: there is none; the message lists the names.
        """
        try:
            return self._formats[name]
        except (KeyError, TypeError):
            names = ", ".join(self._formats)
            raise UnknownFormatError(f"there is no format {name!r:.64}; the formats are {names}") from None

    @property
    def head(self) -> int:
        """The number of bytes that a document is detected by at most."""
        return max(candidate.head for candidate in self)

    def detect(self, data: bytes) -> Format:
        """Return the format of a document, by its first 4 KB, or an HTML page by its first MB.

        Raises:
            UnknownFormatError: no format recognizes it; the message names what it seems to be.
        """
        if detected := self._detect(data):
            return detected
        # Only documents of no format need these.
        from newsfeed.io.unknown_documents import describe_unknown
        from newsfeed.io.xml_surroundings import find_root

        # Programs write warnings before a feed.
        root = find_root(_head(data, _MAX_PREFIX))
        if root > 0 and (detected := self._detect(_head(data, _MAX_PREFIX + HEAD)[root:])):
            return detected
        raise UnknownFormatError(describe_unknown(_head(data, _MAX_PREFIX)))

    def _detect(self, data: bytes) -> Format | None:
        heads: dict[int, bytes] = {}
        for candidate in self:
            if candidate.head not in heads:
                heads[candidate.head] = _head(data, candidate.head)
            if candidate.looks_like(heads[candidate.head]):
                return candidate
        return None

    def for_path(self, path: str) -> Format:
        """Return the format to write to a path, by the longest matching suffix, in any case.

        Raises:
            UnknownFormatError: no format that can be written has this suffix.
        """
        name = path.lower()
        matches = [
            (suffix, candidate)
            for candidate in self
            if candidate.writes
            for suffix in candidate.suffixes
            if name.endswith(suffix)
        ]
        if not matches:
            raise UnknownFormatError(f"no format that can be written has the suffix of {path!r:.200}; name the format")
        return max(matches, key=lambda match: len(match[0]))[1]


def _plugin(name: str, value: str, plugin: object) -> Format:
    if not isinstance(plugin, Format):
        raise PluginError(f"the entry point {value!r} must name a newsfeed.plugins.Format, not {type(plugin).__name__}")
    if plugin.name != name:
        raise PluginError(f"the entry point {value!r} is called {name!r}, but its format {plugin.name!r}: use one name")
    return plugin


def _head(data: bytes, size: int) -> bytes:
    """Return the first bytes of a document in UTF-8, if its encoding can be told without knowing its format."""
    head = data[:size]
    with contextlib.suppress(ReadError):
        choice = choose(head)
        if choice.encoding.codec.startswith(("utf-16", "utf-32")):
            head = head[choice.start :].decode(choice.encoding.codec, "ignore").encode("utf-8", "replace")
        else:
            head = head[choice.start :]
    return head.lstrip(_IGNORED_START)


_IGNORED_START: Final = b" \t\r\n\x0b\x0c\0"
_MAX_PREFIX: Final = 1 << 16
"""Number of bytes in which the root of a feed is looked for, behind the output of a program."""

registry: Final = Registry("newsfeed.formats", GROUP)
"""All formats, in the order in which they are tried on unknown bytes."""
