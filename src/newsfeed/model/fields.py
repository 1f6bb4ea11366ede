"""The kinds of values that fields of the model hold: for each a converter, a validator and a fast check.

A converter brings a value into its one spelling. It returns a value that it cannot convert unchanged, so that the
validator can report it with the name of the field. A validator raises `ModelError` for a value that is not valid. The
fast check above a validator recognizes the values that need neither (see `newsfeed.classes.frozen.fast_check`).

The parameter type of a converter is the type that the constructor accepts for type checkers. mypy understands only named
functions and parametrized classes as converters, hence `TupleOf[...]` where a generic function would do.
"""

from collections.abc import Callable, Iterable
from datetime import datetime, timezone
from typing import TYPE_CHECKING, Any, Final, TypeVar, cast, get_args

import attrs

from newsfeed.classes.frozen import fast_check
from newsfeed.errors import ModelError
from newsfeed.model.rich_text import RichText, Text
from newsfeed.values import emails, iris, languages, media_types
from newsfeed.values.escaping import shown
from newsfeed.values.xml_chars import fold, illegal_character, illegal_reason, is_trimmed, trim

T = TypeVar("T")
Attribute = attrs.Attribute
Validator = Callable[[object, "Attribute[Any]", Any], None]


def refusal(instance: object, attribute: "Attribute[Any]", reason: str) -> ModelError:
    """Return the error for a value that is not valid, with the class and the field as its subject."""
    return ModelError(f"{type(instance).__name__}.{attribute.name}", reason)


# --- text ------------------------------------------------------------------------------------------------------------------

_IS_LINE: Final = (
    "{value}.__class__ is str and {value}.isprintable() and '  ' not in {value} and {value}.strip(' ') is {value}"
)
_IS_FILLED_LINE: Final = "{value} and " + _IS_LINE
# str.isprintable() rules out every character that XML 1.0 forbids.


def to_line(value: str) -> str:
    """Fold the white space of one line of text."""
    return fold(value) if value and isinstance(value, str) else value


def to_text(value: Text) -> Text:
    """Trim text and normalize its line ends; rich text without any element becomes a `str`, so that equal text is equal."""
    if value == "":
        return value
    if isinstance(value, str):
        return trim(value)
    if isinstance(value, RichText):
        if "<" not in value.markup:
            return str(value)
        if not value.words:  # Elements around nothing are as empty as no text, in every format.
            return ""
    return value


def to_plain_text(value: str) -> str:
    """Trim plain text of one or more paragraphs and normalize its line ends."""
    return cast("str", to_text(value))


def check_legal_text(instance: object, attribute: "Attribute[Any]", value: Any) -> None:
    """Refuse anything but a `str` of characters that XML 1.0 allows."""
    if not isinstance(value, str):
        raise refusal(instance, attribute, f"is {type(value).__name__}, must be str")
    if value == "":
        return
    if (offset := illegal_character(value)) >= 0:
        raise refusal(instance, attribute, illegal_reason(value, offset))


@fast_check(_IS_LINE)
def check_line(instance: object, attribute: "Attribute[Any]", value: Any) -> None:
    """Check one line of plain text, possibly empty; goes with `to_line`."""
    check_legal_text(instance, attribute, value)


@fast_check(_IS_FILLED_LINE)
def check_filled_line(instance: object, attribute: "Attribute[Any]", value: Any) -> None:
    """Check one line of plain text that is not empty; goes with `to_line`."""
    check_legal_text(instance, attribute, value)
    if not value:
        raise refusal(instance, attribute, "is empty, must have at least one character")


@fast_check(_IS_FILLED_LINE)
def check_id(instance: object, attribute: "Attribute[Any]", value: Any) -> None:
    """Check an identifier: a line of text that white space folding would not change. It is never converted."""
    check_filled_line(instance, attribute, value)
    if value != fold(value):
        reason = "has white space at an end, a line end or a run of spaces, which readers would change: remove it"
        raise refusal(instance, attribute, reason)


@fast_check("{value}.__class__ is str and {is_trimmed}({value})", is_trimmed=is_trimmed)
def check_plain_text(instance: object, attribute: "Attribute[Any]", value: Any) -> None:
    """Check plain text that can have several paragraphs; goes with `to_plain_text`."""
    check_legal_text(instance, attribute, value)


@fast_check("{value}.__class__ is str and {is_trimmed}({value})", is_trimmed=is_trimmed)
def check_text(instance: object, attribute: "Attribute[Any]", value: Any) -> None:
    """Check text that can be rich and have several paragraphs; goes with `to_text`."""
    if not isinstance(value, RichText):
        check_legal_text(instance, attribute, value)


# --- single values ---------------------------------------------------------------------------------------------------------


def _validator_from(check: Callable[[str], object]) -> Validator:
    """Return a validator that turns the ValueError of a check in `newsfeed.values` into a ModelError.

    None is valid in fields that are None by default.
    """

    def validate(instance: object, attribute: "Attribute[Any]", value: Any) -> None:
        """Refuse any string that does not pass the check."""
        if value is None and attribute.default is None:
            return
        check_legal_text(instance, attribute, value)
        try:
            check(cast("str", value))
        except ValueError as error:
            raise refusal(instance, attribute, str(error)) from None

    return validate


check_iri: Final = fast_check(
    "{value}.__class__ is str and {plain_url}.fullmatch({value})", plain_url=iris.PLAIN_WEB_URL
)(_validator_from(iris.check_iri))
"""Checks an absolute IRI (RFC 3987) whose scheme does not run code."""

check_media_type: Final = fast_check(
    "{value}.__class__ is str and {is_common}({value})", is_common=media_types.is_common_media_type
)(_validator_from(media_types.check_media_type))
"""Checks a media type (RFC 6838)."""


def to_language(value: str | None) -> str | None:
    """Write a language tag in the case of the registry (RFC 5646, 2.1.1), as readers do; any other text is not changed."""
    if not isinstance(value, str):
        return value
    tag = languages.canonical_tag(value)
    return tag if tag is not None and tag.lower() == value.lower() else value


check_language: Final = fast_check(
    "{value}.__class__ is str and {plain_language}.fullmatch({value})", plain_language=languages.PLAIN_LANGUAGE
)(_validator_from(languages.check_language))
"""Checks a language tag (BCP 47)."""

check_email: Final = _validator_from(emails.check_email)
"""Checks one e-mail address (RFC 5322)."""


def to_datetime(value: datetime | str | None) -> datetime | None:
    """Parse a string in ISO 8601 or RFC 3339; it must have a zone."""
    if not isinstance(value, str):
        return value
    # Most programs pass datetimes, so the import is deferred.
    from newsfeed.values.dates import parse_rfc3339

    try:
        return parse_rfc3339(value)
    except ValueError:
        pass
    try:
        return datetime.fromisoformat(value)
    except ValueError:
        return cast("datetime", value)


@fast_check(
    "{value}.__class__ is {datetime} and ({value}.tzinfo.__class__ is {timezone} or {value}.utcoffset() is not None)",
    datetime=datetime,
    timezone=timezone,
)
def check_datetime(instance: object, attribute: "Attribute[Any]", value: Any) -> None:
    """Check a timezone-aware datetime, or None; goes with `to_datetime`."""
    if value is None:
        return
    if isinstance(value, str):
        reason = f"is {shown(value)}, must be a date and time such as 2026-01-31T09:30:00Z"
        raise refusal(instance, attribute, reason)
    if not isinstance(value, datetime):
        raise refusal(
            instance, attribute, f"is {type(value).__name__}, must be an aware datetime or an ISO 8601 string"
        )
    if value.utcoffset() is None:
        reason = (
            f"{value.isoformat()} has no time zone: add one, such as Z or +02:00 in a string, or tzinfo=datetime.UTC"
        )
        raise refusal(instance, attribute, reason)


def one_of(literal: Any) -> Validator:
    """Return a validator for the strings of a `Literal` type."""
    allowed = get_args(literal)

    @fast_check("{value}.__class__ is str and {value} in {allowed}", allowed=frozenset(allowed))
    def validate(instance: object, attribute: "Attribute[Any]", value: Any) -> None:
        """Refuse any other value."""
        if value not in allowed:
            raise refusal(instance, attribute, f"is {shown(value)}, must be one of {', '.join(allowed)}")

    return validate


def whole_number(minimum: int, *, optional: bool = True) -> Validator:
    """Return a validator for integers from `minimum` to 2**53, the largest that every JSON reader keeps exact."""

    @fast_check(f"{{value}}.__class__ is int and {minimum} <= {{value}} <= {2**53}")
    def validate(instance: object, attribute: "Attribute[Any]", value: Any) -> None:
        """Refuse any other value."""
        if value is None and optional:
            return
        if type(value) is not int or not minimum <= value <= 2**53:
            raise refusal(instance, attribute, f"is {shown(value)}, must be a whole number from {minimum} to 2**53")

    return validate


def check_seconds(instance: object, attribute: "Attribute[Any]", value: Any) -> None:
    """Check a duration in seconds, or None."""
    if value is None:
        return
    if type(value) not in (int, float) or not 0 <= value <= 2**53:
        raise refusal(instance, attribute, f"is {shown(value)}, must be a number of seconds from 0 to 2**53")


def instance_of(*classes: type, optional: bool = True, name_of: str = "") -> Validator:
    """Return a validator for instances of some classes.

    Args:
        *classes: the classes; their subclasses are valid, too.
        optional: whether None is valid.
        name_of: the thing whose name the converter accepts as a string, for the message.
    """
    validate = _instance_validator(classes, optional, _expected(classes, name_of))
    return fast_check("{value}.__class__ in {classes}", classes=frozenset(classes))(validate)


def optional_object(cls: type) -> Validator:
    """Return a validator for one object or None; it goes with a converter that calls `none_if_empty`.

    It has no fast check: only the converter can tell an empty object from others.
    """
    return _instance_validator((cls,), True, cls.__name__)


def none_if_empty(value: T | None, cls: type[T]) -> T | None:
    """Return None for an object without any value, since no format can tell it from a missing one."""
    return None if type(value) is cls and value == cls() else value


def _instance_validator(classes: tuple[type, ...], optional: bool, expected: str) -> Validator:
    def validate(instance: object, attribute: "Attribute[Any]", value: Any) -> None:
        """Refuse an instance of any other class."""
        if (value is None and optional) or isinstance(value, classes):
            return
        raise refusal(instance, attribute, f"is {_description(value)}, must be {expected}")

    return validate


def _expected(classes: tuple[type, ...], name_of: str) -> str:
    *names, final = [*(cls.__name__ for cls in classes), *([f"the name of {name_of}"] if name_of else [])]
    return f"{', '.join(names)} or {final}" if names else final


def _description(value: object) -> str:
    return f"{value!r:.64}" if isinstance(value, str) else type(value).__name__


# --- tuples ----------------------------------------------------------------------------------------------------------------

_NOT_CONVERTED: Final = (tuple, str, bytes)
"""A string is iterable, but hardly meant as a list of its characters."""


def to_tuple(value: Any) -> Any:
    """Return an iterable as a tuple, and a string or any other value unchanged."""
    if isinstance(value, _NOT_CONVERTED) or not isinstance(value, Iterable):
        return value
    return tuple(value)


if TYPE_CHECKING:

    class TupleOf(tuple[T, ...]):
        """Converter from any iterable of T to a tuple of T: `to_tuple` with a type that checkers understand."""

else:

    class TupleOf:
        """Converter from any iterable of T to a tuple of T: `to_tuple` with a type that checkers understand."""

        def __class_getitem__(cls, item: object) -> Callable[[Any], Any]:
            """Return the converter; at run time it is the same for all types."""
            return to_tuple


def tuple_of(*classes: type, name_of: str = "") -> Validator:
    """Return a validator for tuples of instances of some classes; goes with `TupleOf[...]`.

    Args:
        *classes: the classes; their subclasses are valid, too.
        name_of: the thing whose name the converter accepts as a string, for the message.
    """
    expected = _expected(classes, name_of)

    # A field can be called `type`, and would hide the built-in in the generated code.
    @fast_check(
        "{value}.__class__ is tuple and {classes}.issuperset(map({type_of}, {value}))",
        classes=frozenset(classes),
        type_of=type,
    )
    def validate(instance: object, attribute: "Attribute[Any]", value: Any) -> None:
        """Refuse an item of any other class."""
        if value == ():
            return
        if not isinstance(value, tuple):
            raise refusal(instance, attribute, f"is {type(value).__name__}, must be a list or tuple of {expected}")
        for index, item in enumerate(value):
            if not isinstance(item, classes):
                raise refusal(instance, attribute, f"[{index}] is {_description(item)}, must be {expected}")

    return validate


def _all_filled_lines(lines: tuple[Any, ...]) -> bool:
    """Return whether every item is a folded line that is not empty, checked on the joined string.

    Joined with one space, the lines have two spaces in a row if one of them is empty, or begins or ends with a space.
    """
    try:
        text = " ".join(lines)
    except TypeError:
        return False
    return text.isprintable() and "  " not in text and text.strip(" ") is text and (text != "" or not lines)


def to_lines(value: Iterable[str]) -> tuple[str, ...]:
    """Fold the white space of each line of an iterable."""
    lines: tuple[str, ...] = to_tuple(value)
    if not isinstance(lines, tuple) or _all_filled_lines(lines):
        return lines
    return tuple(map(to_line, lines))


@fast_check("{value}.__class__ is tuple and {all_filled_lines}({value})", all_filled_lines=_all_filled_lines)
def check_lines(instance: object, attribute: "Attribute[Any]", value: Any) -> None:
    """Check a tuple of lines that are not empty; goes with `to_lines`."""
    if not isinstance(value, tuple):
        raise refusal(instance, attribute, f"is {type(value).__name__}, must be a list or tuple of str")
    if _all_filled_lines(value):
        return
    for line in value:
        check_filled_line(instance, attribute, line)


def to_texts(value: Iterable[Text]) -> tuple[Text, ...]:
    """Trim each text of an iterable."""
    texts = to_tuple(value)
    return tuple(map(to_text, texts)) if isinstance(texts, tuple) else texts


def check_texts(instance: object, attribute: "Attribute[Any]", value: Any) -> None:
    """Check a tuple of texts, each plain or rich; goes with `to_texts`."""
    if not isinstance(value, tuple):
        raise refusal(instance, attribute, f"is {type(value).__name__}, must be a list or tuple of text")
    for text in value:
        check_text(instance, attribute, text)


def check_iris(instance: object, attribute: "Attribute[Any]", value: Any) -> None:
    """Check a tuple of absolute IRIs; goes with `TupleOf[str]`."""
    check_lines(instance, attribute, value)
    for iri in value:
        check_iri(instance, attribute, iri)
