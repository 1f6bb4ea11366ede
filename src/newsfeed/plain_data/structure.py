"""The model as plain data and back: what JSON and TOML can say, strictly from files and with shorthands from hand.

This is the shape: an object for each class with the fields that differ from their default, in the order of the fields;
`type` names the class where a field takes several ("paragraph", "person" ...); rich text is `{"markup": "..."}`; a date
is RFC 3339 with its own offset; `Extension.attributes` is an object. What is empty is left out: null is refused.

It imports cattrs, so whoever uses it imports it where it is used.
"""

import difflib
import re
import tomllib
from collections.abc import Callable, Iterable, Mapping
from datetime import date, datetime, time
from functools import cache
from types import NoneType, UnionType
from typing import Any, Final, Literal, TypeVar, Union, get_args, get_origin

import attrs
import cattrs
from cattrs.gen import make_dict_structure_fn, make_dict_unstructure_fn, override

from newsfeed import model
from newsfeed.errors import LimitError, ModelError, ReadError
from newsfeed.io.json import pointer
from newsfeed.model.rich_text import RichText
from newsfeed.values.dates import aware, parse_rfc3339, rfc3339
from newsfeed.values.patterns import pattern

T = TypeVar("T")
Hook = Callable[[Any, Any], Any]
Path = tuple[str | int, ...]
Mode = Literal["plain", "checked", "by hand"]
"""plain: as fast as it goes; checked: every problem with its path; by hand: checked, and takes shorthands."""

TAGS: Final[Mapping[type, str]] = {
    each: each.__name__.lower() for each in (model.Person, model.Organization, *model.BLOCKS)
}
"""What `type` says of the classes that share a field with others."""

_CLASSES: Final = frozenset((*model.MODEL, RichText))
_TEXT: Final = {str, RichText}
_NUMBER: Final = {int, float}
_CONTENT: Final = {str, model.Extension}
_MEDIA_TOPIC: Final = "medtop:"
_OF_CATTRS: Final = (cattrs.BaseValidationError, cattrs.ForbiddenExtraKeysError)
_TOML_PLACE: Final = pattern(r" \(at (?:line (\d+), column (\d+)|end of document)\)$")
_SHORTHANDS: Final[Mapping[type, str]] = {
    model.Person: "name",
    model.Organization: "name",
    model.Topic: "name",
    model.Question: "text",
    model.Correction: "text",
    model.Paragraph: "text",
    model.Media: "url",
    model.Link: "url",
    model.Hub: "url",
    model.Rights: "notice",
    model.Category: "term",
}
"""The field that a text by itself fills, in sources written by hand."""


# --- the model as plain data ------------------------------------------------------------------------------------------


def unstructure(item: object) -> dict[str, Any]:
    """Give a value of the model as plain data: dicts, lists, text, numbers and booleans that `structure` reads back.

    Args:
        item: an instance of any class of the model.

    Returns:
        the fields that differ from their default, in the order of the fields.
    """
    data: dict[str, Any] = _writing().unstructure(item, type(item))
    return data


@cache
def _writing() -> cattrs.Converter:
    made = cattrs.Converter(omit_if_default=True)
    made.register_unstructure_hook(datetime, rfc3339)
    made.register_unstructure_hook_factory(_CLASSES.__contains__, _unstructure_class)
    made.register_unstructure_hook_factory(_is_tuple, _unstructure_tuple)
    made.register_unstructure_hook_factory(_is_union, _unstructure_union)
    return made


def _unstructure_class(cls: type, converter: cattrs.Converter) -> Callable[[Any], Any]:
    if cls is model.Extension:
        attributes = override(unstruct_hook=_object_of_pairs)
        return make_dict_unstructure_fn(cls, converter, _cattrs_omit_if_default=True, attributes=attributes)
    return make_dict_unstructure_fn(cls, converter, _cattrs_omit_if_default=True)


def _object_of_pairs(pairs: tuple[tuple[str, str], ...]) -> dict[str, str]:
    attributes = dict(pairs)
    if len(attributes) < len(pairs):  # XML 1.0, 3.1: no attribute name may appear more than once in the same tag
        raise ModelError("Extension.attributes", "names an attribute twice; XML has each once")
    return attributes


def _unstructure_tuple(cls: Any, converter: cattrs.Converter) -> Callable[[Any], Any]:
    inner = converter.get_unstructure_hook(get_args(cls)[0])
    return lambda items: [inner(item) for item in items]


def _unstructure_union(cls: Any, converter: cattrs.Converter) -> Callable[[Any], Any]:
    classes = _members(cls)
    if len(classes) == 1:
        inner = converter.get_unstructure_hook(classes.pop())
        return lambda item: None if item is None else inner(item)
    if classes <= TAGS.keys():
        return lambda item: {"type": TAGS[type(item)], **converter.unstructure(item, type(item))}
    return lambda item: converter.unstructure(item, type(item))


def _is_tuple(cls: Any) -> bool:
    return get_origin(cls) is tuple


def _is_choice(cls: Any) -> bool:
    return bool(get_origin(cls) == Literal)


def _is_union(cls: Any) -> bool:
    return get_origin(cls) in (Union, UnionType)


def _members(cls: Any) -> set[type]:
    return {each for each in get_args(cls) if each is not NoneType}


# --- plain data as the model ------------------------------------------------------------------------------------------


def structure(data: object, cls: type[T]) -> T:
    """Build a value of the model from plain data, strictly.

    A number is no text; an unknown key, null and a date without a zone are refused.

    Args:
        data: as `unstructure` gives it, or JSON read from outside.
        cls: the class of the model to build.

    Raises:
        ReadError: with the first problem, where it is (`$.questions[2].answer`), and how many more there are.
    """
    try:
        return _reading("plain").structure(data, cls)
    except (ValueError, TypeError, LookupError, RecursionError, *_OF_CATTRS) as error:
        raise ReadError(reason(problems(data, cls)) or str(error)) from None


def problems(data: object, cls: type) -> list[tuple[str, str]]:
    """Name everything that keeps plain data from being structured as a class of the model.

    Returns:
        pairs of a JSON pointer (RFC 6901) to the value, or to the object that lacks one, and what is wrong with it.
    """
    try:
        _reading("checked").structure(data, cls)
    except RecursionError:
        return [("", "is nested too deep")]
    except Exception as error:  # noqa: BLE001  (cattrs gives whatever a hook raised, alone or in groups)
        return [(pointer(path), message) for path, message in _walk(error, ())]
    return []


def reason(found: list[tuple[str, str]]) -> str:
    """Give problems as one line: the first with its path (`$.questions[2].answer`), and how many more there are."""
    if not found:
        return ""
    more = f" (and {len(found) - 1} more)" if len(found) > 1 else ""
    return f"{_dotted(found[0][0])}: {found[0][1]}{more}"


def _dotted(pointer: str) -> str:
    parts = (part.replace("~1", "/").replace("~0", "~") for part in pointer.split("/")[1:])
    return "$" + _steps(int(part) if part.isascii() and part.isdigit() else part for part in parts)


def _steps(path: Iterable[str | int]) -> str:
    return "".join(f"[{part}]" if isinstance(part, int) else f".{part}" for part in path)


def _walk(error: BaseException, path: Path) -> list[tuple[Path, str]]:
    """Give each problem in an error of cattrs, which nests them as the data is nested, with its path."""
    if isinstance(error, cattrs.BaseValidationError):
        return [found for each in error.exceptions for found in _walk(each, path + _step(each))]
    if isinstance(error, cattrs.ForbiddenExtraKeysError):
        names = [each.name for each in attrs.fields(error.cl)]
        keys = sorted(error.extra_fields)
        return [((*path, key), "is unknown" + (_nearest(key, names) if at < 16 else "")) for at, key in enumerate(keys)]
    if isinstance(error, KeyError):
        return [(path[:-1], f"lacks `{error.args[0]}`")]
    if isinstance(error, ModelError):
        own = () if _step(error) else (error.field.partition(".")[2],)  # the class found it, after its fields were done
        return [((*path, *own), re.sub(r"^\[\d+\] ", "", error.reason))]
    return [(path, str(error))]


def _step(error: BaseException) -> Path:
    for note in getattr(error, "__notes__", ()):
        if isinstance(note, cattrs.AttributeValidationNote):
            return (note.name,)
        if isinstance(note, cattrs.IterableValidationNote):
            return (note.index,)
    return ()


def _nearest(name: str, names: Iterable[str]) -> str:
    close = difflib.get_close_matches(name[:64], list(names), 1, 0.5)
    return f"; did you mean `{close[0]}`?" if close else ""


# --- hooks: how each type is read -------------------------------------------------------------------------------------


@cache
def _reading(mode: Mode) -> cattrs.Converter:
    made = cattrs.Converter(detailed_validation=mode != "plain", forbid_extra_keys=True)
    by_hand = mode == "by hand"
    made.register_structure_hook(str, _read_string)
    made.register_structure_hook(int, _read_integer_by_hand if by_hand else _read_integer)
    made.register_structure_hook(bool, _read_boolean_by_hand if by_hand else _read_boolean)
    made.register_structure_hook(datetime, _read_date_by_hand if by_hand else _read_date)
    made.register_structure_hook_func(_is_choice, lambda value, _: value)  # the model checks it
    made.register_structure_hook_factory(_CLASSES.__contains__, lambda cls, made: _class_hook(cls, made, mode))
    made.register_structure_hook_factory(_is_tuple, lambda cls, made: _tuple_hook(cls, made, mode))
    made.register_structure_hook_factory(_is_union, lambda cls, made: _union_hook(cls, made, mode))
    return made


def _wrong(value: object, wanted: str) -> ValueError:
    return ValueError(f"is {_kind(value)}, must be {wanted}")


def _kind(value: object) -> str:
    if value is None or isinstance(value, bool):
        return {None: "null", True: "true", False: "false"}[value]
    if isinstance(value, int | float):
        return "a number"
    names: dict[type, str] = {str: "a text", list: "an array", tuple: "an array", dict: "an object"}
    return names.get(type(value), type(value).__name__)


def _read_string(value: Any, _: Any) -> Any:
    if not isinstance(value, str):
        raise _wrong(value, "a text")
    return value


def _read_integer(value: Any, _: Any) -> Any:
    if type(value) is not int:
        raise _wrong(value, "a whole number")
    return value


def _read_number(value: Any, _: Any) -> Any:
    if type(value) not in _NUMBER:
        raise _wrong(value, "a number")
    return value


def _read_boolean(value: Any, _: Any) -> Any:
    if not isinstance(value, bool):
        raise _wrong(value, "true or false")
    return value


def _read_date(value: Any, _: Any) -> datetime:
    if not isinstance(value, str):
        raise _wrong(value, "a date in a text, such as 2024-05-17T09:30:00+02:00")
    return parse_rfc3339(value)


def _class_hook(cls: type, converter: cattrs.Converter, mode: Mode) -> Hook:
    generated: Hook = make_dict_structure_fn(
        cls,
        converter,
        _cattrs_forbid_extra_keys=True,
        _cattrs_detailed_validation=mode != "plain",
        **_overrides(cls, converter, mode),
    )

    def read(value: Any, _: Any) -> Any:
        if mode == "by hand":
            value = _spelled_out(value, cls)
        if isinstance(value, cls) and mode == "by hand":
            return value
        if not isinstance(value, dict):
            raise _wrong(value, "an object")
        return generated(_untagged(value, cls), cls)

    return read


def _overrides(cls: type, converter: cattrs.Converter, mode: Mode) -> dict[str, Any]:
    if mode == "plain":
        return {"attributes": override(struct_hook=_read_pairs)} if cls is model.Extension else {}
    return {each.name: override(struct_hook=_field_hook(cls, each, converter, mode)) for each in attrs.fields(cls)}


def _untagged(value: dict[str, Any], cls: type) -> dict[str, Any]:
    """Take away the `type` that says what `cls` is; it may say so where it need not."""
    tag = TAGS.get(cls)
    if tag is None or "type" not in value:
        return value
    if value["type"] != tag:
        raise _below("type", _not_one_of(value["type"], (tag,)), cls)
    return {key: item for key, item in value.items() if key != "type"}


def _field_hook(cls: type, field: "attrs.Attribute[Any]", converter: cattrs.Converter, mode: Mode) -> Hook:
    """Read a field and check it as the model will, so that every wrong field is found and not only the first."""
    convert: Any = field.converter
    is_pairs = cls is model.Extension and field.name == "attributes"
    inner: Hook = _read_pairs if is_pairs else converter.get_structure_hook(field.type)
    unbuilt: object = object.__new__(cls)  # the model's validators ask it for the name of its class only

    def read(value: Any, _: Any) -> Any:
        if mode == "by hand" and field.name == "keywords" and isinstance(value, str):
            value = [word for word in map(str.strip, value.split(",")) if word]
        value = inner(value, field.type)
        value = convert(value) if convert else value
        if field.validator and isinstance(value, tuple):
            _check_each(unbuilt, field, value)
        elif field.validator:
            field.validator(unbuilt, field, value)
        return value

    return read


def _check_each(unbuilt: object, field: "attrs.Attribute[Any]", items: tuple[Any, ...]) -> None:
    errors: list[Exception] = []
    check: Any = field.validator
    for index, item in enumerate(items):
        try:
            check(unbuilt, field, (item,))
        except ModelError as error:
            errors.append(_noted(error, item[0] if field.name == "attributes" else index))
    if errors:
        raise cattrs.IterableValidationError(field.name, errors, tuple)


def _noted(error: Exception, index: int | str) -> Exception:
    error.__notes__ = [*getattr(error, "__notes__", ()), cattrs.IterableValidationNote(str(index), index, None)]
    return error


def _below(name: str, error: ValueError, cls: type) -> cattrs.ClassValidationError:
    return cattrs.ClassValidationError(cls.__name__, [_noted(error, name)], cls)


def _not_one_of(value: object, tags: Iterable[str]) -> ValueError:
    shown = f'"{value:.64}"' if isinstance(value, str) else _kind(value)
    names = [f'"{tag}"' for tag in tags]
    return ValueError(f"is {shown}, must be {'one of ' if len(names) > 1 else ''}{', '.join(names)}")


def _tuple_hook(cls: Any, converter: cattrs.Converter, mode: Mode) -> Hook:
    of = get_args(cls)[0]
    inner = converter.get_structure_hook(of)

    def read(value: Any, _: Any) -> Any:
        if mode == "by hand" and not isinstance(value, list):
            value = list(value) if isinstance(value, tuple | set | frozenset) else [value]
        if not isinstance(value, list):
            raise _wrong(value, "an array")
        if mode == "plain":
            return tuple([inner(item, of) for item in value])
        return _read_each(value, of, inner)

    return read


def _read_each(items: list[Any], of: Any, inner: Hook) -> tuple[Any, ...]:
    read, errors = [], []
    for index, item in enumerate(items):
        try:
            read.append(inner(item, of))
        except Exception as error:  # noqa: BLE001  (whatever a hook raises is a problem of this item)
            errors.append(_noted(error, index))
    if errors:
        raise cattrs.IterableValidationError("array", errors, tuple)
    return tuple(read)


def _read_pairs(value: Any, _: Any) -> tuple[tuple[str, str], ...]:
    if not isinstance(value, dict):
        raise _wrong(value, "an object")
    wrong = [_noted(_wrong(item, "a text"), key) for key, item in value.items() if not isinstance(item, str)]
    if wrong:
        raise cattrs.IterableValidationError("attributes", wrong, dict)
    return tuple(value.items())


def _union_hook(cls: Any, converter: cattrs.Converter, mode: Mode) -> Hook:
    classes = _members(cls)
    if len(classes) == 1:
        return converter.get_structure_hook(classes.pop())
    if classes == _NUMBER:
        return _read_number_by_hand if mode == "by hand" else _read_number
    if classes in (_TEXT, _CONTENT):
        return _text_hook(converter, (classes - {str}).pop(), mode)
    return _tagged_hook(converter, [each for each in TAGS if each in classes], mode)


def _text_hook(converter: cattrs.Converter, cls: type, mode: Mode) -> Hook:
    wanted = 'a text or {"markup": "..."}' if cls is RichText else "a text or an element"

    def read(value: Any, _: Any) -> Any:
        if isinstance(value, str) or (mode == "by hand" and isinstance(value, cls)):
            return value
        if not isinstance(value, dict):
            raise _wrong(value, wanted)
        return converter.structure(value, cls)

    return read


def _tagged_hook(converter: cattrs.Converter, classes: list[type], mode: Mode) -> Hook:
    by_tag = {TAGS[each]: each for each in classes}
    first = classes[0]  # what a shorthand means: a person, a paragraph

    def read(value: Any, _: Any) -> Any:
        if mode == "by hand":
            value = value if isinstance(value, tuple(classes)) else _spelled_out(value, first)
            if isinstance(value, tuple(classes)):
                return value
            if isinstance(value, dict) and first is model.Person:
                value = {"type": TAGS[first], **value}
        return converter.structure(value, _class_of(value, by_tag))

    return read


def _class_of(value: Any, by_tag: Mapping[str, type]) -> type:
    if not isinstance(value, dict):
        raise _wrong(value, "an object")
    if "type" not in value:
        raise ValueError(f"lacks `type`: {', '.join(by_tag)}")
    tag = value["type"]
    if not isinstance(tag, str) or tag not in by_tag:
        raise _below("type", _not_one_of(tag, by_tag), dict)
    return by_tag[tag]


# --- sources that are written by hand ---------------------------------------------------------------------------------


def fields(mapping: Mapping[str, Any], cls: type = model.Story) -> dict[str, Any]:
    """Read fields of the model that a person wrote: a page's TOML block, `--set`, a feed.toml, defaults of a program.

    What `structure` takes is taken, and so are values of the model, aware datetimes, one thing in place of a list of
    one, numbers as text, and a text for an object: "Jane Doe" is a Person, or an Organization where only that fits;
    "https://..." is a Media, Link or Hub; "a, b" are two keywords; "medtop:04000000" is an IPTC Media Topic and any
    other text a Category; "© 2024 Example" is the notice of Rights; a text is a Topic, Question, Correction or
    Paragraph. A dict of an author is a Person unless its `type` is "organization". None is left out.

    Args:
        mapping: names of fields, and their values.
        cls: the class whose fields they are.

    Returns:
        values that `cls(**values)` takes.

    Raises:
        ModelError: names the field and what to write instead.
    """
    known = attrs.fields_dict(cls)
    read = {}
    for name, value in mapping.items():
        if name not in known:
            name = str(name)  # noqa: PLW2901  (a mapping by hand may have any key)
            raise ModelError(f"{cls.__name__}.{name}", f"is no field of {cls.__name__}{_nearest(name, known)}")
        if value is not None:
            read[name] = _read_by_hand(value, cls, known[name])
    return read


def _read_by_hand(value: Any, cls: type, field: "attrs.Attribute[Any]") -> Any:
    try:
        return _hooks_by_hand(cls)[field.name](value, field.type)
    except Exception as error:  # noqa: BLE001  (cattrs gives whatever a hook raised, alone or in groups)
        path, message = _walk(error, _step(error))[0] if not isinstance(error, ModelError) else ((), error.reason)
        raise ModelError(f"{cls.__name__}.{field.name}{_steps(path)}", message) from None


@cache
def _hooks_by_hand(cls: type) -> dict[str, Hook]:
    converter = _reading("by hand")
    return {each.name: _field_hook(cls, each, converter, "by hand") for each in attrs.fields(cls)}


def _spelled_out(value: Any, cls: type) -> Any:
    """Give the object, or the value of the model, that a text by itself stands for."""
    if not isinstance(value, str) or cls not in _SHORTHANDS:
        return value
    if cls is model.Category and value.strip().lower().startswith(_MEDIA_TOPIC):
        return model.Category.media_topic(value.strip()[len(_MEDIA_TOPIC) :])
    return {_SHORTHANDS[cls]: value}


def _read_integer_by_hand(value: Any, cls: Any) -> Any:
    is_text = isinstance(value, str) and re.fullmatch(r"[+-]?[0-9]{1,18}", value.strip())
    return _read_integer(int(value) if is_text else value, cls)


def _read_number_by_hand(value: Any, cls: Any) -> Any:
    is_text = isinstance(value, str) and re.fullmatch(r"[0-9]{1,18}\.[0-9]{1,18}", value.strip())
    if isinstance(value, str) and not is_text:
        return _read_integer_by_hand(value, cls)
    return _read_number(float(value) if is_text else value, cls)


def _read_boolean_by_hand(value: Any, cls: Any) -> Any:
    known = {"true": True, "false": False}
    return _read_boolean(known.get(value.strip().lower(), value) if isinstance(value, str) else value, cls)


def _read_date_by_hand(value: Any, cls: Any) -> datetime:
    example = "2024-05-17T09:30:00+02:00, or Z for UTC"
    if isinstance(value, datetime):
        if not aware(value):
            raise ValueError(f"{value.isoformat()} has no time zone; write it with one, such as {example}")
        return value
    if isinstance(value, str):
        return _read_date(value.strip(), cls)
    if isinstance(value, date | time):  # TOML has both
        value = value.isoformat()
        raise ValueError(f"{value} is no full date with a time zone; write one such as {example}")  # noqa: TRY004
    raise _wrong(value, f"a date such as {example}")


# --- TOML -------------------------------------------------------------------------------------------------------------


def load_feed_toml(data: bytes) -> dict[str, Any]:
    """Read a feed.toml: what is said once about a feed, by the names of `Feed`'s fields, as `fields` takes them.

    Args:
        data: TOML 1.0 in UTF-8.

    Returns:
        values that `Feed(**values)` takes.

    Raises:
        ReadError: it is not TOML; with line and column.
        ModelError: names the field that is unknown or wrong.
    """
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = data.count(b"\n", 0, error.start) + 1
        raise ReadError("is not in UTF-8, which TOML must be", line=line) from None
    return fields(parse_toml(text), model.Feed)


def parse_toml(text: str, *, first_line: int = 1) -> dict[str, Any]:
    """Read TOML 1.0.

    Args:
        text: the document, or a block of one.
        first_line: the line of the whole document that the text begins at, for errors.

    Raises:
        ReadError: it is not TOML; with line and column.
        LimitError: it is nested too deep.
    """
    try:
        return tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        raise _toml_error(error, text, first_line) from None
    except ValueError as error:  # a date such as 2024-02-30, or a number of over 4,300 digits: tomllib lets it through
        raise ReadError(f"is not TOML: {error}") from None
    except RecursionError:
        raise LimitError("depth", "is nested too deep") from None


def _toml_error(error: tomllib.TOMLDecodeError, text: str, first_line: int) -> ReadError:
    message = str(error)
    place = _TOML_PLACE.search(message)
    said = f"is not TOML: {_TOML_PLACE.sub('', message)}"
    if place is None:
        return ReadError(said)
    line = int(place[1]) if place[1] else text.rstrip("\n").count("\n") + 1
    return ReadError(said, line=first_line + line - 1, column=int(place[2]) if place[2] else None)
