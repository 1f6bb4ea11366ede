"""The model: an explainer story and the feed that carries it, as frozen attrs classes.

A wrong value cannot be built: each class checks its values and raises `ModelError`, a `ValueError` that names the class and
field. Values are brought into one spelling when they are built, the one that every format's readers give back: white space in
one-line text is folded, long text loses the white space at its ends, and lists become tuples. Equal stories are therefore
equal after any round trip.

Below each class its fields are listed with the place where they land: *rss*, *atom*, *jsonfeed*, *jsonld*, *newsml*, *ninjs*;
"body" is the story's XHTML (`newsfeed.body`), which all of these carry; "loss" means that `losses` names it. What JSON Feed
has no member for stands in its `_newsfeed`."""

import math
from collections.abc import Callable, Iterable
from datetime import datetime, timezone
from typing import Any, Final, get_args

import attrs

from newsfeed.errors import ModelError
from newsfeed.model.frozen import sure
from newsfeed.model.rich_text import RichText
from newsfeed.values import iris, languages, media_types
from newsfeed.values.xml_chars import fold, illegal_character, illegal_reason, is_sound, trim

# --- what a field may hold -------------------------------------------------------------------------------------------------
# Converters bring a value into its one spelling, validators refuse it. A converter leaves what it does not understand as it
# is, so that the validator can name the field.


def refuse(instance: object, attribute: "attrs.Attribute[Any]", reason: str) -> ModelError:
    return ModelError(f"{type(instance).__name__}.{attribute.name}", reason)


def folded(value: Any) -> Any:
    return fold(value) if value and isinstance(value, str) else value


def trimmed(value: Any) -> Any:
    if value == "":
        return value
    if isinstance(value, str):
        return trim(value)
    if isinstance(value, RichText):
        if "<" not in value.markup:
            return str(value)  # rich text without markup is plain text: equal text has one spelling
        if not value.words:
            return ""  # so that what is empty is empty in every format
    return value


def listed(value: Any) -> Any:
    if value == ():
        return value
    if isinstance(value, tuple | str | bytes) or not isinstance(value, Iterable):
        return value
    return tuple(value)


def _folded_each(value: Any) -> Any:
    value = listed(value)
    if not isinstance(value, tuple) or _is_folded(value):
        return value
    return tuple(map(folded, value))


def _is_folded(lines: tuple[Any, ...]) -> bool:
    """Whether each of several lines is filled and folded, all looked at as one: keywords nearly always are.

    Put together with one space between, they have two where a line is empty, or begins or ends with a space.
    """
    try:
        text = " ".join(lines)
    except TypeError:
        return False
    return text.isprintable() and "  " not in text and text.strip(" ") is text and (text != "" or not lines)


def legal_characters(instance: object, attribute: "attrs.Attribute[Any]", value: Any) -> None:
    if not isinstance(value, str):
        raise refuse(instance, attribute, f"is {type(value).__name__}, must be str")
    if value == "":
        return
    if (at := illegal_character(value)) >= 0:
        raise refuse(instance, attribute, illegal_reason(value, at))


def filled_text(instance: object, attribute: "attrs.Attribute[Any]", value: Any) -> None:
    legal_characters(instance, attribute, value)
    if not value:
        raise refuse(instance, attribute, "is empty, must have at least one character")


def text_value(instance: object, attribute: "attrs.Attribute[Any]", value: Any) -> None:
    if not isinstance(value, RichText):
        legal_characters(instance, attribute, value)


def _filled_each(instance: object, attribute: "attrs.Attribute[Any]", value: Any) -> None:
    if not isinstance(value, tuple):
        raise refuse(instance, attribute, f"is {type(value).__name__}, must be a list or tuple of str")
    if _is_folded(value):  # then each is printable, and so without an illegal character
        return
    for item in value:
        filled_text(instance, attribute, item)


def checked(check: Callable[[str], object]) -> Callable[[object, "attrs.Attribute[Any]", Any], None]:
    """Make a validator of a function of `_links` that raises ValueError; None passes."""

    def validate(instance: object, attribute: "attrs.Attribute[Any]", value: Any) -> None:
        if value is None:
            return
        legal_characters(instance, attribute, value)
        try:
            check(value)
        except ValueError as error:
            raise refuse(instance, attribute, str(error)) from None

    return validate


def _checked_each(check: Callable[[str], object]) -> Callable[[object, "attrs.Attribute[Any]", Any], None]:
    validate = checked(check)

    def validate_each(instance: object, attribute: "attrs.Attribute[Any]", value: Any) -> None:
        _filled_each(instance, attribute, value)
        for item in value:
            validate(instance, attribute, item)

    return validate_each


def _aware(instance: object, attribute: "attrs.Attribute[Any]", value: Any) -> None:
    if value is None:
        return
    if not isinstance(value, datetime):
        raise refuse(instance, attribute, f"is {type(value).__name__}, must be an aware datetime")
    if value.utcoffset() is None:
        raise refuse(instance, attribute, f"{value.isoformat()} has no time zone, must be an aware datetime")


def one_of(kind: Any) -> Callable[[object, "attrs.Attribute[Any]", Any], None]:
    allowed = get_args(kind)

    def validate(instance: object, attribute: "attrs.Attribute[Any]", value: Any) -> None:
        if value not in allowed:
            raise refuse(instance, attribute, f"is {value!r:.64}, must be one of {', '.join(allowed)}")

    return validate


def whole_number(least: int) -> Callable[[object, "attrs.Attribute[Any]", Any], None]:
    def validate(instance: object, attribute: "attrs.Attribute[Any]", value: Any) -> None:
        if value is not None and (type(value) is not int or not least <= value <= 2**53):
            raise refuse(instance, attribute, f"is {value!r:.64}, must be a whole number from {least} to 2**53")

    return validate


def seconds(instance: object, attribute: "attrs.Attribute[Any]", value: Any) -> None:
    if value is None:
        return
    if type(value) not in (int, float) or not math.isfinite(value) or value < 0:
        raise refuse(instance, attribute, f"is {value!r:.64}, must be a finite number of seconds, 0 or more")


def instance_of(*classes: type, optional: bool = True) -> Callable[[object, "attrs.Attribute[Any]", Any], None]:
    names = " or ".join(each.__name__ for each in classes)

    def validate(instance: object, attribute: "attrs.Attribute[Any]", value: Any) -> None:
        if (value is None and optional) or isinstance(value, classes):
            return
        raise refuse(instance, attribute, f"is {type(value).__name__}, must be {names}")

    return validate


def instances_of(*classes: type) -> Callable[[object, "attrs.Attribute[Any]", Any], None]:
    names = " or ".join(each.__name__ for each in classes)

    def validate(instance: object, attribute: "attrs.Attribute[Any]", value: Any) -> None:
        if value == ():  # most fields of most stories
            return
        if not isinstance(value, tuple):
            raise refuse(instance, attribute, f"is {type(value).__name__}, must be a list or tuple of {names}")
        for index, item in enumerate(value):
            if not isinstance(item, classes):
                raise refuse(instance, attribute, f"[{index}] is {type(item).__name__}, must be {names}")

    return validate


def none_if_empty(cls: type) -> Callable[[Any], Any]:
    """Return a converter that turns an object without any value into None, since no format can tell the two apart."""
    return lambda value: None if type(value) is cls and value == cls() else value


IS_LINE: Final = (
    "{value}.__class__ is str and {value}.isprintable() and '  ' not in {value} and {value}.strip(' ') is {value}"
)


def line_field(*, filled: bool = False) -> Any:
    """A field of one line of plain text."""
    if filled:
        return attrs.field(converter=folded, validator=filled_text, metadata=sure("{value} and " + IS_LINE))
    return attrs.field(default="", converter=folded, validator=legal_characters, metadata=sure(IS_LINE))


SOUND: Final = sure("{value}.__class__ is str and {is_sound}({value})", is_sound=is_sound)
_WEB_URL: Final = sure("{value}.__class__ is str and {plain}.fullmatch({value})", plain=iris.PLAIN_WEB_URL)
_AWARE: Final = sure(
    "{value}.__class__ is {datetime} and ({value}.tzinfo.__class__ is {timezone} or {value}.utcoffset() is not None)",
    datetime=datetime,
    timezone=timezone,
)


def text_field(*, required: bool = False) -> Any:
    """A field of text that may be rich and have paragraphs (an empty line parts them)."""
    default = attrs.NOTHING if required else ""
    return attrs.field(default=default, converter=trimmed, validator=text_value, metadata=SOUND)


def iri_field(*, required: bool = False) -> Any:
    """A field of one absolute IRI (RFC 3987) whose scheme is not one that runs code."""
    default = attrs.NOTHING if required else None
    return attrs.field(default=default, validator=checked(iris.check_iri), metadata=_WEB_URL)


def datetime_field() -> Any:
    """A field of one aware datetime."""
    return attrs.field(default=None, validator=_aware, metadata=_AWARE)


def language_field() -> Any:
    """A field of one language tag (BCP 47)."""
    return attrs.field(default=None, validator=checked(languages.check_language))


def choice_field(kind: Any, default: str) -> Any:
    """A field of one of a few words."""
    known = sure("{value}.__class__ is str and {value} in {allowed}", allowed=frozenset(get_args(kind)))
    return attrs.field(default=default, validator=one_of(kind), metadata=known)


def number_field(least: int) -> Any:
    """A field of a whole number, this or more."""
    known = sure(f"{{value}}.__class__ is int and {least} <= {{value}} <= {2**53}")
    return attrs.field(default=None, validator=whole_number(least), metadata=known)


def media_type_field() -> Any:
    """A field of one media type."""
    known = sure("{value}.__class__ is str and {is_common}({value})", is_common=media_types.is_common_media_type)
    return attrs.field(default=None, validator=checked(media_types.check_media_type), metadata=known)


def tuple_field(*classes: type) -> Any:
    """A field of a tuple of these."""
    known = sure("{value}.__class__ is tuple and {classes}.issuperset(map(type, {value}))", classes=frozenset(classes))
    return attrs.field(default=(), converter=listed, validator=instances_of(*classes), metadata=known)


def lines_field() -> Any:
    """A field of a tuple of filled lines of plain text."""
    known = sure("{value}.__class__ is tuple and {is_folded}({value})", is_folded=_is_folded)
    return attrs.field(default=(), converter=_folded_each, validator=_filled_each, metadata=known)


def _trimmed_each(value: Any) -> Any:
    value = listed(value)
    return tuple(map(trimmed, value)) if isinstance(value, tuple) else value


def _text_each(instance: object, attribute: "attrs.Attribute[Any]", value: Any) -> None:
    if not isinstance(value, tuple):
        raise refuse(instance, attribute, f"is {type(value).__name__}, must be a list or tuple of text")
    for item in value:
        text_value(instance, attribute, item)


def texts_field() -> Any:
    """A field of a tuple of texts, each of which may be rich."""
    return attrs.field(default=(), converter=_trimmed_each, validator=_text_each)


def iris_field() -> Any:
    """A field of a tuple of absolute IRIs."""
    return attrs.field(default=(), converter=listed, validator=_checked_each(iris.check_iri))


def element_name(instance: object, attribute: "attrs.Attribute[Any]", value: Any) -> None:
    filled_text(instance, attribute, value)
    namespace, _, local = value.rpartition("}")
    if not namespace.startswith("{") or len(namespace) < 2 or not _is_xml_name(local):
        raise refuse(instance, attribute, f"is {value!r:.64}, must be {{namespace}}local with a legal XML name")


def _sorted_pairs(value: Any) -> Any:
    pairs = value.items() if isinstance(value, dict) else value
    return tuple(sorted(map(tuple, pairs))) if isinstance(pairs, Iterable) and not isinstance(pairs, str) else value


def _named_values(instance: object, attribute: "attrs.Attribute[Any]", value: Any) -> None:
    for pair in value:
        if len(pair) != 2 or not _is_xml_name(str(pair[0]).rpartition("}")[2]):
            raise refuse(instance, attribute, f"{pair!r:.64} must be a pair of a legal XML name and a value")
        legal_characters(instance, attribute, pair[0])
        legal_characters(instance, attribute, pair[1])
    if len({pair[0] for pair in value}) < len(value):
        raise refuse(instance, attribute, "has an attribute twice, which XML 1.0 (3.1) forbids")


def attributes_field() -> Any:
    """A field of pairs of attribute name and value, in the order of the names."""
    return attrs.field(default=(), converter=_sorted_pairs, validator=_named_values)


def _is_xml_name(name: str) -> bool:
    """Whether this is an NCName, near enough: what Python calls an identifier, with `-`, `.` and `·` inside."""
    return name.replace("-", "_").replace(".", "_").isidentifier() and name[:1] not in "-."


# --- story and feed --------------------------------------------------------------------------------------------------------


def unspaced(instance: object, attribute: "attrs.Attribute[Any]", value: Any) -> None:
    filled_text(instance, attribute, value)
    if value != fold(value):
        raise refuse(
            instance, attribute, "has white space at an end, a line end or a run of spaces; readers would change it"
        )


def optional_field(cls: type) -> Any:
    """Return a field of one object of the class; one without any value becomes None."""
    return attrs.field(default=None, converter=none_if_empty(cls), validator=instance_of(cls))
