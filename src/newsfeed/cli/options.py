"""Options that several commands have; what they offer is asked of the registry when it is needed."""

import functools
from collections.abc import Callable, Mapping, Sequence
from importlib import import_module
from inspect import signature
from pathlib import Path
from typing import Any, Final, Literal, TypeVar

import attrs
import click
from click.shell_completion import CompletionItem

from newsfeed.cli.lines import about, readable
from newsfeed.errors import ModelError, ReadError, UnknownFormatError
from newsfeed.headings import PARTS, Headings
from newsfeed.io import files
from newsfeed.io.limits import DEFAULT
from newsfeed.plugins import Format, registry

F = TypeVar("F", bound=Callable[..., Any])

Ability = Literal["reads", "writes", "validates"]
_VERBS: Final[Mapping[Ability, str]] = {"reads": "read", "writes": "written", "validates": "validated"}


class FormatName(click.ParamType):  # type: ignore[type-arg, unused-ignore]  # generic since click 8.4
    """The name of a format that can do something."""

    name = "format"

    def __init__(self, can: Ability) -> None:
        self.can = can

    def _names(self) -> list[str]:
        return [each.name for each in registry if getattr(each, self.can)]

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> Any:
        """Give the name, or fail with those that there are."""
        try:
            found = registry[value]
        except UnknownFormatError as error:
            self.fail(str(error), param, ctx)
        if not getattr(found, self.can):
            names = ", ".join(self._names())
            self.fail(f"{found.title} ({found.name}) cannot be {_VERBS[self.can]}; these can: {names}", param, ctx)
        return found.name

    def get_metavar(self, param: click.Parameter, ctx: click.Context | None = None) -> str:  # noqa: ARG002  (8.1 gives none)
        """Give the names for a command's help."""
        return f"[{'|'.join(self._names())}]"

    def shell_complete(self, ctx: click.Context, param: click.Parameter, incomplete: str) -> list[CompletionItem]:  # noqa: ARG002
        """Give the names that begin so."""
        return [CompletionItem(each) for each in self._names() if each.startswith(incomplete)]


@attrs.frozen(kw_only=True)
class Wanted:
    """How stories are to be read.

    Attributes:
        defaults: values for what a document does not say.
        headings: the house's; None takes those of the story's language.
    """

    defaults: Mapping[str, Any]
    headings: Headings | None

    def of_writer(self, a_format: Format) -> dict[str, Any]:
        """Give the options that a format's writer takes of these."""
        if self.headings is None:
            return {}
        known = signature(import_module(f"{a_format.package}.write").open_writer).parameters
        return {"headings": self.headings} if "headings" in known else {}  # a format without a body has no headings


def reading_options(command: F) -> F:
    """Give a command the options of how stories are read; it gets them as `wanted`."""

    @functools.wraps(command)
    def run(*args: Any, settings: Mapping[str, Any], language: Any, headings: Headings | None, **others: Any) -> Any:
        wanted = Wanted(defaults={**language, **settings}, headings=headings)
        return command(*args, wanted=wanted, **others)

    for option in _READING:
        run = option(run)
    return run  # type: ignore[return-value]


def _settings(ctx: click.Context, param: click.Parameter, pairs: Sequence[str]) -> Mapping[str, Any]:  # noqa: ARG001
    given: dict[str, list[str]] = {}
    for pair in map(readable, pairs):
        name, sign, value = pair.partition("=")
        if not sign or not name.strip():
            raise click.BadParameter(f"{pair!r} is no FIELD=VALUE; write headline='...'", param=param)
        given.setdefault(name.strip(), []).append(value)
    return _fields({name: values[0] if len(values) == 1 else values for name, values in given.items()}, param)


def _language(ctx: click.Context, param: click.Parameter, tag: str | None) -> Mapping[str, Any]:  # noqa: ARG001
    return {} if tag is None else _fields({"language": tag}, param)


def _fields(given: Mapping[str, Any], param: click.Parameter) -> Mapping[str, Any]:
    if not given:
        return {}
    from newsfeed.plain_data.structure import fields  # imports cattrs

    try:
        return fields(given)
    except ModelError as error:
        raise click.BadParameter(str(error), param=param) from None


def _headings(ctx: click.Context, param: click.Parameter, path: str | None) -> Headings | None:  # noqa: ARG001
    if path is None:
        return None
    with about(path):
        return load_headings(files.read(path, DEFAULT))


def load_headings(data: bytes) -> Headings:
    """Read a house's headings.

    Args:
        data: TOML in UTF-8 whose keys are the fields of `Headings`, each a text or a list of texts.

    Raises:
        ReadError: it is not that.
    """
    from newsfeed.plain_data.structure import parse_toml  # imports cattrs

    try:
        table = parse_toml(data.decode("utf-8-sig"))
    except UnicodeDecodeError as error:
        line = data.count(b"\n", 0, error.start) + 1
        raise ReadError("is not in UTF-8, which TOML must be", line=line) from None
    for part, spellings in table.items():
        if part not in PARTS:
            raise ReadError(f"{part!r:.64} is no part of a page; the parts are {', '.join(PARTS)}")
        if not _are_spellings(spellings):
            raise ReadError(f'{part} is no heading; write {part} = "..." or {part} = ["...", "..."]')
    return Headings(**table)


def _are_spellings(value: object) -> bool:
    values = value if isinstance(value, list) else [value]
    return bool(values) and all(isinstance(each, str) and each.strip() for each in values)


_READING: Final = (
    click.option(
        "--headings",
        metavar="TABLE.toml",
        callback=_headings,
        help=f"The headings of your pages, in place of those of each language: a TOML table of {', '.join(PARTS)}.",
    ),
    click.option(
        "--language", metavar="TAG", callback=_language, help="The language (BCP 47) of what does not say its own."
    ),
    click.option(
        "--set",
        "settings",
        multiple=True,
        metavar="FIELD=VALUE",
        callback=_settings,
        help="A value for what a story does not say, such as headline='...'; may be given more than once.",
    ),
)


def suffixed(path: str, a_format: Format) -> str:
    """Give a file's name with the suffix of another format."""
    name = Path(path).name
    known = [suffix for each in registry for suffix in each.suffixes if name.lower().endswith(suffix)]
    longest = max(map(len, known), default=len(Path(name).suffix))
    return (name[: len(name) - longest] or name) + a_format.suffixes[0]
