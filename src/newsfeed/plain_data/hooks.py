"""Structure hooks for cattrs: functions that turn plain data into the model's values, one for each type."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from datetime import datetime
from typing import Any, Final, get_args

import attrs
import cattrs
from cattrs.gen import make_dict_structure_fn, override

from newsfeed import model
from newsfeed.errors import ModelError
from newsfeed.model.rich_text import RichText
from newsfeed.plain_data.model_types import MODEL_CLASSES, TAGS, is_literal, is_tuple, is_union, union_members
from newsfeed.plain_data.problems import add_step
from newsfeed.values.dates import parse_rfc3339

Hook = Callable[[Any, Any], Any]
"""Takes a value and the type to build from it, which hooks of a single type ignore."""

_TEXT: Final = {str, RichText}
_NUMBER: Final = {int, float}
_CONTENT: Final = {str, model.Extension}


class StructureHooks:
    """Strict hooks, and the cattrs converter that uses them.

    Args:
        detailed: find every problem with its path. Without it, hooks are faster and stop at the first problem.

    Attributes:
        converter: structures plain data as any class of the model.
    """

    def __init__(self, *, detailed: bool) -> None:
        self.detailed = detailed
        self.converter: cattrs.Converter = cattrs.Converter(detailed_validation=detailed, forbid_extra_keys=True)
        self.converter.register_structure_hook(str, _read_string)
        self.converter.register_structure_hook(int, self.read_integer)
        self.converter.register_structure_hook(bool, self.read_boolean)
        self.converter.register_structure_hook(datetime, self.read_date)
        # The model's own validators check the choice.
        self.converter.register_structure_hook_func(is_literal, lambda value, _: value)
        self.converter.register_structure_hook_factory(MODEL_CLASSES.__contains__, self.class_hook)
        self.converter.register_structure_hook_factory(is_tuple, self.tuple_hook)
        self.converter.register_structure_hook_factory(is_union, self._union_hook)

    # --- single values ---

    def read_integer(self, value: Any, _: Any) -> Any:
        """Return an integer; booleans and 1.0 are refused."""
        if type(value) is not int:
            raise wrong_type(value, "a whole number")
        return value

    def read_number(self, value: Any, _: Any) -> Any:
        """Return an integer or float; booleans are refused."""
        if type(value) not in _NUMBER:
            raise wrong_type(value, "a number")
        return value

    def read_boolean(self, value: Any, _: Any) -> Any:
        """Return a boolean."""
        if not isinstance(value, bool):
            raise wrong_type(value, "true or false")
        return value

    def read_date(self, value: Any, _: Any) -> datetime:
        """Return an aware datetime from RFC 3339."""
        if not isinstance(value, str):
            raise wrong_type(value, "a date in a string, such as 2024-05-17T09:30:00+02:00")
        return parse_rfc3339(value)

    # --- objects ---

    def class_hook(self, cls: type) -> Hook:
        """Return a hook that builds a class of the model from an object."""
        build: Hook = make_dict_structure_fn(
            cls,
            self.converter,
            _cattrs_forbid_extra_keys=True,
            _cattrs_detailed_validation=self.detailed,
            **self._overrides(cls),
        )

        def read(value: Any, _: Any) -> Any:
            """Build an instance of the class."""
            if not isinstance(value, dict):
                raise wrong_type(value, "an object")
            return build(_without_tag(value, cls), cls)

        return read

    def _overrides(self, cls: type) -> dict[str, Any]:
        if self.detailed:
            return {field.name: override(struct_hook=self.field_hook(cls, field)) for field in attrs.fields(cls)}
        return {"attributes": override(struct_hook=_read_attributes)} if cls is model.Extension else {}

    def field_hook(self, cls: type, field: "attrs.Attribute[Any]") -> Hook:
        """Return a hook that converts and validates one field as the model will.

        The model stops at its first wrong field; with these hooks all wrong fields are found.
        """
        convert: Any = field.converter
        has_attributes = cls is model.Extension and field.name == "attributes"
        structure: Hook = _read_attributes if has_attributes else self.converter.get_structure_hook(field.type)
        # The validators use the instance for the name of its class only.
        unbuilt: object = object.__new__(cls)

        def read(value: Any, _: Any) -> Any:
            """Read the field's value."""
            value = structure(value, field.type)
            value = convert(value) if convert else value
            if field.validator and isinstance(value, tuple):
                _validate_items(unbuilt, field, value)
            elif field.validator:
                field.validator(unbuilt, field, value)
            return value

        return read

    # --- arrays and unions ---

    def tuple_hook(self, annotation: Any) -> Hook:
        """Return a hook that reads an array."""
        item_type = get_args(annotation)[0]
        read_item = self.converter.get_structure_hook(item_type)

        def read(value: Any, _: Any) -> Any:
            """Read the items; the first wrong one ends it."""
            if not isinstance(value, list):
                raise wrong_type(value, "an array")
            return tuple([read_item(item, item_type) for item in value])

        def read_detailed(value: Any, _: Any) -> Any:
            """Read the items and collect the problems of all of them."""
            if not isinstance(value, list):
                raise wrong_type(value, "an array")
            return _read_items(value, item_type, read_item)

        return read_detailed if self.detailed else read

    def _union_hook(self, annotation: Any) -> Hook:
        classes = union_members(annotation)
        if len(classes) == 1:
            return self.converter.get_structure_hook(classes.pop())
        if classes == _NUMBER:
            return self.read_number
        if classes in (_TEXT, _CONTENT):
            return self.text_hook((classes - {str}).pop())
        if arrays := [member for member in classes if is_tuple(member)]:
            return self.text_or_array_hook(arrays[0])
        return self.tagged_hook([cls for cls in TAGS if cls in classes])

    def text_hook(self, cls: type) -> Hook:
        """Return a hook that reads a string, or an object of the class as an alternative to it."""
        expected = 'a string or {"markup": "..."}' if cls is RichText else "a string or an element"

        def read(value: Any, _: Any) -> Any:
            """Return a string as it is, and build an instance from an object."""
            if isinstance(value, str):
                return value
            if not isinstance(value, dict):
                raise wrong_type(value, expected)
            return self.converter.structure(value, cls)

        return read

    def text_or_array_hook(self, annotation: Any) -> Hook:
        """Return a hook that reads a text, or an array of blocks as an alternative to it."""
        read_text, read_array = self.text_hook(RichText), self.tuple_hook(annotation)

        def read(value: Any, _: Any) -> Any:
            """Read an array as blocks, and a string or object as text."""
            if isinstance(value, list):
                return read_array(value, annotation)
            if not isinstance(value, str | dict) or (isinstance(value, dict) and "type" in value):
                raise wrong_type(value, 'a string, {"markup": "..."} or an array of blocks')
            return read_text(value, _)

        return read

    def tagged_hook(self, classes: Sequence[type]) -> Hook:
        """Return a hook that reads an object of the class that its `type` names."""
        class_by_tag = {TAGS[cls]: cls for cls in classes}

        def read(value: Any, _: Any) -> Any:
            """Build an instance of the class named by `type`."""
            return self.converter.structure(value, _tagged_class(value, class_by_tag))

        return read


def wrong_type(value: object, expected: str) -> ValueError:
    """Return the error for a value of another JSON type than expected."""
    return ValueError(f"is {_json_type(value)}, must be {expected}")


def _json_type(value: object) -> str:
    if value is None or isinstance(value, bool):
        return {None: "null", True: "true", False: "false"}[value]
    if isinstance(value, int | float):
        return "a number"
    names: dict[type, str] = {str: "a string", list: "an array", tuple: "an array", dict: "an object"}
    return names.get(type(value), type(value).__name__)


def _read_string(value: Any, _: Any) -> Any:
    if not isinstance(value, str):
        raise wrong_type(value, "a string")
    return value


def _read_items(items: Sequence[Any], item_type: Any, read_item: Hook) -> tuple[Any, ...]:
    values, errors = [], []
    for index, item in enumerate(items):
        try:
            values.append(read_item(item, item_type))
        except Exception as error:  # noqa: BLE001  (cattrs raises any exception of a hook, alone or in groups)
            errors.append(add_step(error, index))
    if errors:
        raise cattrs.IterableValidationError("array", errors, tuple)  # pyright: ignore[reportCallIssue]
    return tuple(values)


def _read_attributes(value: Any, _: Any) -> tuple[tuple[str, str], ...]:
    """Read the attributes of an extension element, an object in plain data and pairs in the model."""
    if not isinstance(value, dict):
        raise wrong_type(value, "an object")
    errors = [add_step(wrong_type(item, "a string"), key) for key, item in value.items() if not isinstance(item, str)]
    if errors:
        raise cattrs.IterableValidationError("attributes", errors, dict)  # pyright: ignore[reportCallIssue]
    return tuple(value.items())


def _validate_items(unbuilt: object, field: "attrs.Attribute[Any]", items: tuple[Any, ...]) -> None:
    """Run a field's validator on each item by itself, so that all wrong items are found."""
    errors: list[Exception] = []
    validate: Any = field.validator
    for index, item in enumerate(items):
        try:
            validate(unbuilt, field, (item,))
        except ModelError as error:
            errors.append(add_step(error, item[0] if field.name == "attributes" else index))
    if errors:
        raise cattrs.IterableValidationError(field.name, errors, tuple)  # pyright: ignore[reportCallIssue]


def _without_tag(value: Mapping[str, object], cls: type) -> Mapping[str, object]:
    """Remove the `type` of an object; it is optional where only one class is allowed."""
    tag = TAGS.get(cls)
    if tag is None or "type" not in value:
        return value
    if value["type"] != tag:
        raise _wrong_tag(value["type"], (tag,), cls)
    return {key: item for key, item in value.items() if key != "type"}


def _tagged_class(value: Any, class_by_tag: Mapping[str, type]) -> type:
    if not isinstance(value, dict):
        raise wrong_type(value, "an object")
    if "type" not in value:
        raise ValueError(f"lacks the required `type`, one of {_quoted(class_by_tag)}")
    tag = value["type"]
    if not isinstance(tag, str) or tag not in class_by_tag:
        raise _wrong_tag(tag, class_by_tag, dict)
    return class_by_tag[tag]


def _wrong_tag(value: object, tags: Iterable[str], cls: type) -> cattrs.ClassValidationError:
    written = f'"{value:.64}"' if isinstance(value, str) else _json_type(value)
    tags = list(tags)
    error = ValueError(f"is {written}, must be {'one of ' if len(tags) > 1 else ''}{_quoted(tags)}")
    return cattrs.ClassValidationError(cls.__name__, [add_step(error, "type")], cls)  # pyright: ignore[reportCallIssue]


def _quoted(names: Iterable[str]) -> str:
    return ", ".join(f'"{name}"' for name in names)
