"""Stories as flat rows, for data frames and tables: one column for each field of a story.

* Text, numbers and dates are values of Python: `str`, `int` and `datetime` in UTC.
* The offset of a date that is not in UTC is in `offsets`, JSON such as `{"published":"+02:00"}`.
* `summary` is plain text; `summary_markup` is the markup of one that has any, and must agree with it.
* Every other field is its plain data as JSON text (see `to_dict`).
* None, NaN, NaT and NA stand for an empty field.

Importing this module imports cattrs, which `import newsfeed` avoids: import it where it is used.
"""

import math
from collections.abc import Iterable, Iterator, Mapping
from datetime import UTC, datetime, timedelta, timezone
from functools import cache
from typing import Final, Literal, Required, TypedDict, cast

import attrs
import msgspec

from newsfeed.errors import ArgumentError, ModelError, ReadError, WriteError
from newsfeed.io.json import decode, encode
from newsfeed.model import Feed, RichText, Story
from newsfeed.plain_data.model_types import is_literal, is_union, union_members
from newsfeed.plain_data.plain import PlainValue
from newsfeed.plain_data.problems import suggestion
from newsfeed.plain_data.structure import structure
from newsfeed.plain_data.unstructure import unstructure
from newsfeed.values.dates import is_aware, parse_rfc3339, rfc3339

Kind = Literal["text", "number", "date", "markup", "offsets", "nested"]
"""How a column spells its values."""

Cell = str | int | datetime | None
"""A value of a flat row."""

SUMMARY: Final = "summary"
SUMMARY_MARKUP: Final = "summary_markup"
OFFSETS: Final = "offsets"

_EMPTY_CLASSES: Final = ("NaTType", "NAType")
"""Names of the classes of `pandas.NaT` and `pandas.NA`."""
_FILLED_CLASSES: Final = frozenset((str, int, bool, list, dict, datetime))
_TEXT: Final = {str, RichText}


class StoryRow(TypedDict, total=False):
    """A story as a flat row. A missing column stands for an empty field; the module's docstring has the spelling of values.

    Attributes:
        summary_markup: the markup of a summary that has any.
        offsets: the offsets of dates that are not in UTC, as JSON.
        others: the fields of `newsfeed.Story` with the same names.
    """

    id: Required[str]
    url: str | None
    headline: str | None
    summary: str | None
    summary_markup: str | None
    sections: str | None
    press: str | None
    questions: str | None
    prompts: str | None
    topics: str | None
    authors: str | None
    contributors: str | None
    publisher: str | None
    language: str | None
    published: datetime | None
    updated: datetime | None
    version: int | None
    status: str | None
    embargo: datetime | None
    media: str | None
    keywords: str | None
    categories: str | None
    links: str | None
    rights: str | None
    corrections: str | None
    source: str | None
    podcast: str | None
    kind: str | None
    item_class: str | None
    genre: str | None
    slugline: str | None
    urgency: int | None
    dateline: str | None
    byline: str | None
    creditline: str | None
    source_name: str | None
    places: str | None
    ed_note: str | None
    signals: str | None
    services: str | None
    audiences: str | None
    alt_ids: str | None
    alternative_headlines: str | None
    access: str | None
    expires: datetime | None
    translation_of: str | None
    translations: str | None
    section_path: str | None
    updates: str | None
    coverage_start: datetime | None
    coverage_end: datetime | None
    speakable: str | None
    ai: str | None
    usage: str | None
    extensions: str | None
    offsets: str | None


@cache
def columns() -> Mapping[str, Kind]:
    """Return all columns with their kinds, in the order of a story's fields; `offsets` is the last."""
    kinds: dict[str, Kind] = {}
    for field in attrs.fields(Story):
        kinds[field.name] = _kind(field.type)
        if field.name == SUMMARY:
            kinds[SUMMARY_MARKUP] = "markup"
    return {**kinds, OFFSETS: "offsets"}


def _kind(annotation: object) -> Kind:
    classes = union_members(annotation) if is_union(annotation) else {annotation}
    if classes == {datetime}:
        return "date"
    if classes == {int}:
        return "number"
    if classes in ({str}, _TEXT) or is_literal(annotation):
        return "text"
    return "nested"


# --- writing ---------------------------------------------------------------------------------------------------------------


def to_rows(stories: Feed | Iterable[Story]) -> list[StoryRow]:
    """Return stories as flat rows; see `newsfeed.to_rows`."""
    rows: list[StoryRow] = []
    for story in checked_stories("to_rows", stories):
        values = to_values(story)
        rows.append(cast("StoryRow", {name: _cell(values.get(name)) for name in columns()}))
    return rows


def checked_stories(function: str, stories: Feed | Iterable[Story]) -> Iterator[Story]:
    """Yield the stories of a feed, or of any other iterable of stories.

    Args:
        function: the name of the called function, for messages.
        stories: its argument.

    Raises:
        ArgumentError: it is something else.
    """
    if isinstance(stories, Story) or not isinstance(stories, Feed | Iterable):
        raise ArgumentError(f"{function}() takes a Feed or stories, not {type(stories).__name__}")
    for index, story in enumerate(stories.stories if isinstance(stories, Feed) else stories):
        if not isinstance(story, Story):
            raise ArgumentError(f"{function}() takes a Feed or stories: [{index}] is {type(story).__name__}")
        yield story


def _cell(value: "Cell | PlainValue") -> object:
    return _as_text(value) if isinstance(value, list | dict) else value


def _as_text(value: "PlainValue") -> str:
    return encode(value).decode()


@cache
def _names(kind: Kind) -> tuple[str, ...]:
    """Return the columns of a kind."""
    return tuple(name for name, column_kind in columns().items() if column_kind == kind)


def to_values(story: Story) -> "dict[str, Cell | PlainValue]":
    """Return the values of the columns that have any, with nested fields as plain data.

    Raises:
        WriteError: a date has no year from 1 to 9999 in UTC.
    """
    plain = unstructure(story)
    values: dict[str, Cell | PlainValue] = {name: plain[name] for name in _names("nested") if name in plain}
    offsets: dict[str, PlainValue] = {}
    for name in _names("date"):
        if (moment := getattr(story, name)) is not None:
            values[name] = moment if moment.tzinfo is UTC else _in_utc(name, moment)
            written = str(plain[name])
            if not written.endswith("Z"):
                offsets[name] = written[-6:]  # RFC 3339 ends with the offset
    for name in (*_names("text"), *_names("number")):
        if value := getattr(story, name):
            values[name] = value
    if isinstance(story.summary, RichText):
        values[SUMMARY] = str(story.summary) or None
        values[SUMMARY_MARKUP] = story.summary.markup
    if offsets:
        values[OFFSETS] = _as_text(offsets)
    return values


def _in_utc(name: str, moment: datetime) -> datetime:
    try:
        return moment.astimezone(UTC)
    except OverflowError:
        raise WriteError(f"story.{name}", f"{moment} is outside the years 1 to 9999 in UTC, so no row has it") from None


# --- reading ---------------------------------------------------------------------------------------------------------------


def from_rows(rows: Iterable[Mapping[str, object]]) -> tuple[Story, ...]:
    """Return the stories of flat rows; see `newsfeed.from_rows`."""
    if isinstance(rows, Mapping) or not isinstance(rows, Iterable):
        raise ArgumentError(f'from_rows() takes rows, not {type(rows).__name__}; pass df.to_dict("records")')
    stories = []
    for index, row in enumerate(rows):
        if not isinstance(row, Mapping):
            raise ArgumentError(
                f'from_rows() takes rows: [{index}] is {type(row).__name__}; pass df.to_dict("records")'
            )
        try:
            stories.append(from_values(row))
        except ReadError as error:
            raise ReadError(f"row {index} ({row.get('id')!r:.80}): {error.reason}") from None
    return tuple(stories)


def from_values(values: Mapping[str, object]) -> Story:
    """Build the story of a row. Its nested fields may be JSON text or plain data.

    Raises:
        ReadError: there is no such column, or a value is wrong; the reason names it.
    """
    kinds = columns()
    cells: dict[str, object] = {}
    for name, value in values.items():
        if name not in kinds:
            raise ReadError(f"`{name!s:.64}` is not a field of a story: leave it out{suggestion(str(name), kinds)}")
        if not _is_empty(value):
            cells[name] = value
    offsets = _offsets(cells.pop(OFFSETS, None))
    plain: dict[str, object] = {}
    for name, value in cells.items():
        kind = kinds[name]
        if kind == "date":
            plain[name] = _date(name, value, offsets.get(name))
        elif kind == "number":
            plain[name] = _number(value)
        else:
            plain[name] = _from_text(name, value) if kind == "nested" and isinstance(value, str) else value
    _merge_summary(plain)
    return structure(plain, Story)


def _is_empty(value: object) -> bool:
    """Return whether a value stands for an empty field, in any library of data frames."""
    if value.__class__ in _FILLED_CLASSES:
        return False
    if value is None or (isinstance(value, float) and math.isnan(value)):
        return True
    return type(value).__name__ in _EMPTY_CLASSES


def _offsets(value: object) -> Mapping[str, str]:
    if value is None:
        return {}
    offsets = _from_text(OFFSETS, value) if isinstance(value, str) else value
    kinds = columns()
    if not isinstance(offsets, dict) or not all(
        kinds.get(name) == "date" and isinstance(offset, str) for name, offset in offsets.items()
    ):
        raise ReadError('offsets has no offset for each of some dates: write it as {"published":"+02:00"}')
    return offsets


def _from_text(name: str, value: str) -> object:
    """Return the plain data of JSON text."""
    try:
        return msgspec.json.decode(value)
    except (msgspec.DecodeError, UnicodeEncodeError, RecursionError):
        raise ReadError(f"{name} {_json_problem(value)}; write it as the JSON of the field") from None


def _json_problem(text: str) -> str:
    try:
        decode(text.encode())
    except UnicodeEncodeError:
        return "has a lone surrogate"
    except ReadError as error:
        return error.reason
    return "is not JSON"


def _date(name: str, value: object, offset: str | None) -> str:
    """Return the date of a cell in RFC 3339, with its own offset if it is known."""
    try:
        moment = _moment(value)
        zone = None if offset is None else parse_rfc3339(f"2000-01-01T00:00:00{offset}").tzinfo
        return rfc3339(moment.astimezone(zone) if zone else moment)
    except (ValueError, OverflowError) as error:
        raise ReadError(f"{name} {error}") from None


def _moment(value: object) -> datetime:
    if isinstance(value, str):
        return parse_rfc3339(value.replace(" ", "T", 1))
    if not isinstance(value, datetime):
        raise ReadError(f"is {type(value).__name__}, must be an aware datetime, or a date such as 2024-05-17T09:30:00Z")
    if not is_aware(value):
        raise ValueError("has no time zone: add one, such as tzinfo=datetime.UTC")
    if getattr(value, "nanosecond", 0):
        raise ValueError("has nanoseconds, and stories have microseconds: round it")
    zone = timezone(value.utcoffset() or timedelta())
    clock = (value.hour, value.minute, value.second, value.microsecond)
    return datetime(value.year, value.month, value.day, *clock, tzinfo=zone)  # of a subclass, such as Timestamp


def _number(value: object) -> object:
    """Return a whole number; columns with empty cells are floats in pandas."""
    if isinstance(value, float) and value.is_integer():
        return int(value)
    if not isinstance(value, bool) and hasattr(value, "__index__"):
        return int(cast("int", value))  # of NumPy
    return value


def _merge_summary(plain: dict[str, object]) -> None:
    """Replace the summary by its markup if there is any.

    Raises:
        ReadError: they disagree, so that one of them would be lost.
    """
    markup = plain.pop(SUMMARY_MARKUP, None)
    if markup is None:
        return
    try:
        text = str(RichText(cast("str", markup)))
    except (ModelError, TypeError, AttributeError) as error:
        raise ReadError(f"{SUMMARY_MARKUP} {error}") from None
    if plain.get(SUMMARY, text) != text:
        raise ReadError(f"{SUMMARY} is not the text of {SUMMARY_MARKUP}: change both, or empty one of them")
    plain[SUMMARY] = {"markup": markup}
