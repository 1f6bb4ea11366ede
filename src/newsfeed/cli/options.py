"""Options that several commands share. Their choices come from the registry when they are needed."""

import functools
from collections.abc import Callable, Mapping, Sequence
from datetime import UTC, datetime, tzinfo
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final, Literal, TypeVar, get_args

import attrs
import click
from click.shell_completion import CompletionItem

from newsfeed.attribution.house import to_outlets
from newsfeed.cli.terminal import failures_of, set_quiet
from newsfeed.errors import ArgumentError, ModelError, ReadError, UnknownFormatError
from newsfeed.headings import LABELED_PARTS, Headings
from newsfeed.io import files
from newsfeed.io.encoding_labels import find_encoding
from newsfeed.io.files import readable
from newsfeed.io.limits import DEFAULT
from newsfeed.plugins import BodyMode, Format, registry
from newsfeed.site.documents import ReadingOptions
from newsfeed.values import iris
from newsfeed.values.dates import is_aware, parse_zone

F = TypeVar("F", bound=Callable[..., Any])

Ability = Literal["reads", "writes", "validates"]
_PARTICIPLES: Final[Mapping[Ability, str]] = {"reads": "read", "writes": "written", "validates": "validated"}


if TYPE_CHECKING:
    _FormatNameType = click.ParamType[str]
else:
    _FormatNameType = click.ParamType  # generic since click 8.4 only


class FormatName(_FormatNameType):
    """The name of a format that has an ability."""

    name = "format"

    def __init__(self, ability: Ability) -> None:
        self.ability: Ability = ability

    def _names(self) -> list[str]:
        return [candidate.name for candidate in registry if getattr(candidate, self.ability)]

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> Any:
        """Return the name, or fail with a list of the possible names."""
        try:
            chosen_format = registry[value]
        except UnknownFormatError as error:
            self.fail(str(error), param, ctx)
        if not getattr(chosen_format, self.ability):
            names = ", ".join(self._names())
            participle = _PARTICIPLES[self.ability]
            self.fail(
                f"{chosen_format.title} ({chosen_format.name}) cannot be {participle}; these can: {names}", param, ctx
            )
        return chosen_format.name

    def get_metavar(self, param: click.Parameter, ctx: click.Context | None = None) -> str:  # noqa: ARG002  (8.1 passes none)
        """Return the possible names for a command's help."""
        return f"[{'|'.join(self._names())}]"

    def shell_complete(self, ctx: click.Context, param: click.Parameter, incomplete: str) -> list[CompletionItem]:  # noqa: ARG002
        """Return the names that begin with the typed text."""
        return [CompletionItem(name) for name in self._names() if name.startswith(incomplete)]


def body_option(command: F) -> F:
    """Add the option `--body` to a command: how much of the body is written."""
    return click.option(
        "--body",
        type=click.Choice(get_args(BodyMode)),
        help="How much of the body JSON-LD has: none, its text (the default), or the full body, which loses nothing.",
    )(command)


def profile_option(command: F) -> F:
    """Add the option `--profile` to a command: the name of the consumer with further rules."""
    return click.option(
        "--profile",
        metavar="NAME|FILE.toml",
        callback=_check_profile,
        help="The consumer whose rules apply, such as msn; newsfeed profiles lists them. Or a profile of your own.",
    )(command)


def _check_profile(_ctx: click.Context, param: click.Parameter, name: str | None) -> str | None:
    if name is not None:
        from newsfeed.profiles.loading import find_profile  # needed with a profile only

        try:
            find_profile("--profile", readable(name))
        except ArgumentError as error:
            raise click.BadParameter(str(error).removeprefix("--profile(): "), param=param) from None
    return name


def from_option(ability: Ability, subject: str) -> Callable[[F], F]:
    """Return the option `-f/--from`: the format of the inputs, passed as `source_format`.

    Args:
        ability: the ability that the format must have.
        subject: the inputs, as the help names them.
    """
    return click.option(
        "-f",
        "--from",
        "source_format",
        type=FormatName(ability),
        help=f"The format of {subject}; detected if not given.",
    )


class _ToOption(click.Option):
    """The option `-t/--to`, also accepted under its former name `--format`; the help omits that."""

    def get_help_record(self, ctx: click.Context) -> tuple[str, str] | None:
        record = super().get_help_record(ctx)
        return record and (record[0].replace(", --format", ""), record[1])


def to_option(**settings: Any) -> Callable[[F], F]:
    """Return the option `-t/--to`: the format to write."""
    return click.option("-t", "--to", "--format", "to", cls=_ToOption, type=FormatName("writes"), **settings)


def jobs_option(purpose: str) -> Callable[[F], F]:
    """Return the option `--jobs`: the number of processes."""
    # Windows can wait for no more processes than 61.
    return click.option("--jobs", metavar="N", type=click.IntRange(1, 61), default=1, show_default=True, help=purpose)


def keep_going_option(command: F) -> F:
    """Add the option `--keep-going` to a command that reads several inputs and writes their stories."""
    return click.option(
        "--keep-going",
        is_flag=True,
        help="Write the others if an input cannot be read; the exit code is 2 all the same. Otherwise nothing is written.",
    )(command)


def theme_option(command: F) -> F:
    """Add the option `--theme` to a command that writes pages."""
    return click.option(
        "--theme", metavar="FOLDER", help="Templates and style sheets for the pages, in place of newsfeed's own."
    )(command)


def report_option(kinds: Sequence[str]) -> Callable[[F], F]:
    """Return the option `--report`: how results are printed."""
    return click.option(
        "--report", type=click.Choice(list(kinds)), default="text", show_default=True, help="How to print the results."
    )


def quiet_option(command: F) -> F:
    """Add the option `-q/--quiet` to a command."""

    def apply(_ctx: click.Context, _param: click.Parameter, quiet: bool) -> None:
        set_quiet(quiet)

    return click.option(
        "-q", "--quiet", is_flag=True, expose_value=False, callback=apply, help="Print results and errors only."
    )(command)


def reading_options(command: F) -> F:
    """Add the options for reading stories to a command; they are passed as `reading`."""
    return reading_options_for(_BASE_HELP)(command)


def reading_options_for(base_help: str) -> Callable[[F], F]:
    """Return the options for reading stories, as `reading_options`; `base_help` is the help of `--base`."""

    def add(command: F) -> F:
        @functools.wraps(command)
        def run(
            *args: Any, settings: Mapping[str, Any], language: Any, outlets: Sequence[str], **arguments: Any
        ) -> Any:
            names = ("headings", "base", "encoding", "recover", "zone")
            reading = ReadingOptions(
                defaults={**language, **settings},
                outlets=to_outlets(map(readable, outlets)),
                **{name: arguments.pop(name) for name in names},
            )
            return command(*args, reading=reading, **arguments)

        for option in _READING:
            run = base_option_for(base_help)(run) if option is base_option else option(run)
        return run  # type: ignore[return-value]

    return add


def _parse_settings(_ctx: click.Context, param: click.Parameter, pairs: Sequence[str]) -> Mapping[str, Any]:
    values_by_field: dict[str, list[str]] = {}
    for pair in map(readable, pairs):
        name, sign, value = pair.partition("=")
        if not sign or not name.strip():
            raise click.BadParameter(f"{pair!r} is not FIELD=VALUE: write headline='...'", param=param)
        values_by_field.setdefault(name.strip(), []).append(value)
    settings = {name: values[0] if len(values) == 1 else values for name, values in values_by_field.items()}
    return _model_values(settings, param)


def _parse_language(_ctx: click.Context, param: click.Parameter, tag: str | None) -> Mapping[str, Any]:
    return {} if tag is None else _model_values({"language": tag}, param)


def _model_values(settings: Mapping[str, Any], param: click.Parameter) -> Mapping[str, Any]:
    if not settings:
        return {}
    from newsfeed.plain_data.coercion import coerce_fields  # imports cattrs

    try:
        return coerce_fields(settings)
    except ModelError as error:
        raise click.BadParameter(str(error), param=param) from None


def _parse_headings(_ctx: click.Context, _param: click.Parameter, path: str | None) -> Headings | None:
    if path is None:
        return None
    with failures_of(path):
        return load_headings(files.read(path, DEFAULT))


def load_headings(data: bytes) -> Headings:
    """Read a house's headings.

    Args:
        data: TOML in UTF-8; its keys are the fields of `Headings`, each a string or a list of strings.

    Raises:
        ReadError: the data is something else.
    """
    from newsfeed.plain_data.toml import parse_toml  # imports cattrs

    try:
        table = parse_toml(data.decode("utf-8-sig"))
    except UnicodeDecodeError as error:
        line = data.count(b"\n", 0, error.start) + 1
        raise ReadError("is not in UTF-8, as TOML must be", line=line) from None
    for part, spellings in table.items():
        if part not in LABELED_PARTS:
            raise ReadError(f"{part!r:.64} is not a part of a page; the parts are {', '.join(LABELED_PARTS)}")
        if not _are_spellings(spellings):
            raise ReadError(f'{part} is not a heading: write {part} = "..." or {part} = ["...", "..."]')
    return Headings(**table)


def _are_spellings(value: object) -> bool:
    values = value if isinstance(value, list) else [value]
    return bool(values) and all(isinstance(spelling, str) and spelling.strip() for spelling in values)


def _check_base(_ctx: click.Context, param: click.Parameter, base: str | None) -> str | None:
    if base is None:
        return None
    base = readable(base)
    try:
        iris.check_iri(base)
    except ValueError as error:
        raise click.BadParameter(f"{error}; write it as https://news.example.com/explainers/", param=param) from None
    return base


def _parse_zone(_ctx: click.Context, param: click.Parameter, zone: str | None) -> tzinfo | None:
    if zone is None:
        return None
    try:
        return parse_zone(readable(zone))
    except ValueError as error:
        raise click.BadParameter(str(error), param=param) from None


_BASE_HELP: Final = (
    "The address of the folder that the documents are in. Relative links are resolved against it, and the id of a "
    "page without one is made of it and the file's name."
)


def base_option_for(base_help: str) -> Callable[[F], F]:
    """Return the option `--base` with a help text."""
    return click.option("--base", metavar="URL", callback=_check_base, help=base_help)


def base_option(command: F) -> F:
    """Add the option `--base` to a command."""
    return base_option_for(_BASE_HELP)(command)


def _parse_moment(_ctx: click.Context, param: click.Parameter, value: str) -> datetime:
    if value == "now":
        return datetime.now(UTC)
    try:
        moment = datetime.fromisoformat(readable(value))
    except ValueError:
        raise click.BadParameter(
            f"{value!r:.64} is no date: write it as 2026-05-18T09:30:00Z, or now", param=param
        ) from None
    if not is_aware(moment):
        raise click.BadParameter(f"{value!r:.64} has no time zone: write it as 2026-05-18T09:30:00Z", param=param)
    return moment


def as_of_option(command: F) -> F:
    """Add the option `--as-of` to a command that writes."""
    return click.option(
        "--as-of",
        metavar="DATE",
        default="now",
        show_default=True,
        callback=_parse_moment,
        help="The moment of publication, such as 2026-05-18T09:30:00Z. Feeds and JSON-LD leave out stories whose embargo ends "
        "later, and stories that have expired.",
    )(command)


@attrs.frozen(kw_only=True)
class WritingOptions:
    """The options of a command that writes, or that reports the effects of writing.

    Attributes:
        as_of: the moment of publication.
        body: how much of the body is written, or None for the default of the format.
        profile: the name of the consumer whose rules the document keeps to, or None.
    """

    as_of: datetime
    body: BodyMode | None = None
    profile: str | None = None


def writing_options(command: F) -> F:
    """Add the options for writing to a command; they are passed as `writing`."""

    @functools.wraps(command)
    def run(*args: Any, as_of: datetime, body: BodyMode | None, profile: str | None, **arguments: Any) -> Any:
        return command(*args, writing=WritingOptions(as_of=as_of, body=body, profile=profile), **arguments)

    for option in (profile_option, body_option, as_of_option):
        run = option(run)
    return run  # type: ignore[return-value]


def _check_encoding(_ctx: click.Context, param: click.Parameter, label: str | None) -> str | None:
    if label is not None and find_encoding(label) is None:
        message = f"{label!r:.48} is no encoding: write its label, such as utf-8 or windows-1252"
        raise click.BadParameter(message, param=param)
    return label


def encoding_option(command: F) -> F:
    """Add the option `--encoding` to a command."""
    return click.option(
        "--encoding",
        metavar="LABEL",
        callback=_check_encoding,
        help="The charset that the documents came with, as in an HTTP header; it takes precedence over what they declare.",
    )(command)


def zone_option(command: F) -> F:
    """Add the option `--default-zone` to a command; `--zone` is its short form."""
    return click.option(
        "--default-zone",
        "--zone",
        "zone",
        metavar="ZONE",
        callback=_parse_zone,
        help="The zone of dates without one, such as Europe/Berlin or +02:00. Without this option they are read as UTC, and "
        "reported.",
    )(command)


_READING: Final = (
    click.option("--recover", is_flag=True, help="Save what can be saved of documents that are not well-formed."),
    encoding_option,
    base_option,
    click.option(
        "--headings",
        metavar="TABLE.toml",
        callback=_parse_headings,
        help=f"The headings of your pages, in place of those of each language: a TOML table of {', '.join(LABELED_PARTS)}.",
    ),
    click.option(
        "--outlet",
        "outlets",
        multiple=True,
        metavar="NAME",
        help="An outlet to recognize in press reviews; can be repeated. feed.toml can list them as [[outlets]].",
    ),
    click.option(
        "--language",
        metavar="TAG",
        callback=_parse_language,
        help="The language (BCP 47) of stories that do not name theirs.",
    ),
    zone_option,
    click.option(
        "--set",
        "settings",
        multiple=True,
        metavar="FIELD=VALUE",
        callback=_parse_settings,
        help="A value for a field that a story lacks, such as headline='...'; can be repeated.",
    ),
)


def with_suffix(path: str, target: Format) -> str:
    """Return the file's name with the suffix of another format."""
    name = Path(path).name
    suffixes = [suffix for candidate in registry for suffix in candidate.suffixes if name.lower().endswith(suffix)]
    longest = max(map(len, suffixes), default=len(Path(name).suffix))
    return (name[: len(name) - longest] or name) + target.suffixes[0]
