"""Coercion of values written by hand: a page's front matter, a feed.toml, `--set`, and defaults passed by a program.

The strict hooks accept one spelling of each value. These accept the model's own values too, and shorthands: a string
for an object, one value for a list of one, numbers and booleans in strings.
"""

import re
from collections.abc import Mapping, Sequence
from datetime import date, datetime, time
from functools import cache
from typing import Any, Final

import attrs

from newsfeed import model
from newsfeed.errors import ModelError
from newsfeed.model.rich_text import RichText
from newsfeed.plain_data.hooks import Hook, StructureHooks, wrong_type
from newsfeed.plain_data.model_types import TAGS
from newsfeed.plain_data.plain import FieldValues
from newsfeed.plain_data.problems import join_steps, located_messages, noted_step, suggestion
from newsfeed.values.dates import is_aware

_MEDIA_TOPIC: Final = "medtop:"
"""Prefix of an IPTC Media Topic, in a string that stands for a category."""

_INTEGER: Final = re.compile(r"[+-]?[0-9]{1,18}")
_DECIMAL: Final = re.compile(r"[+-]?[0-9]{1,18}(?:\.[0-9]{1,18})?(?:[eE](?:\+?[0-9]{1,2}|-[0-9]{1,3}))?")
_DATE_EXAMPLE: Final = "2024-05-17T09:30:00+02:00, or Z for UTC"

_COLLECTIONS: Final = (tuple, set, frozenset)
"""Collections that are accepted in place of a list."""

_SHORTHAND_FIELDS: Final[Mapping[type, str]] = {
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
    model.Place: "name",
    model.Breadcrumb: "name",
    model.AltId: "value",
    model.AlternativeHeadline: "text",
    model.Translation: "url",
    model.Access: "fee",
    model.AIUse: "source",
    model.Payment: "kind",
    model.Subscription: "feed_url",
}
"""The field of each class that a string alone fills."""


def coerce_fields(values: Mapping[str, Any], cls: type = model.Story) -> FieldValues:
    """Convert fields written by hand to values of the model.

    Accepts everything that `structure` accepts, and also values of the model, aware datetimes, one value in place of a
    list, and numbers as strings. A string stands for an object: "Jane Doe" for a Person, or for an Organization where
    only that is allowed; "https://..." for a Media, Link or Hub; "medtop:04000000" for an IPTC Media Topic and any
    other string for a Category; "© 2024 Example" for the notice of Rights; "paid" for an Access; any string for a Topic,
    Question, Correction, Paragraph, Place, Breadcrumb, AltId or AlternativeHeadline, also in an answer that is a list.
    "a, b" stands for two keywords. A dict among authors is a Person unless its `type` is "organization".

    Args:
        values: field names and their values; None counts as absent.
        cls: the class of the model that has the fields.

    Returns:
        arguments for `cls(**arguments)`.

    Raises:
        ModelError: a field is unknown or has a wrong value; names the field and the value to write instead.
    """
    fields = attrs.fields_dict(cls)
    coerced = {}
    for name, value in values.items():
        if name not in fields:
            # A mapping written by hand may have keys of any type.
            raise ModelError(
                f"{cls.__name__}.{name!s:.64}", f"is not a field of {cls.__name__}{suggestion(str(name), fields)}"
            )
        if value is not None:
            coerced[name] = _coerce_field(value, cls, fields[name])
    return coerced


def _coerce_field(value: Any, cls: type, field: "attrs.Attribute[Any]") -> Any:
    try:
        return _field_hooks(cls)[field.name](value, field.type)
    except ModelError as error:
        raise ModelError(f"{cls.__name__}.{field.name}", error.reason) from None
    except Exception as error:  # noqa: BLE001  (cattrs raises any exception of a hook, alone or in groups)
        path, message = located_messages(error, noted_step(error))[0]
        raise ModelError(f"{cls.__name__}.{field.name}{join_steps(path)}", message) from None


@cache
def _field_hooks(cls: type) -> Mapping[str, Hook]:
    hooks = _hooks()
    return {field.name: hooks.field_hook(cls, field) for field in attrs.fields(cls)}


@cache
def _hooks() -> "CoercingHooks":
    return CoercingHooks(detailed=True)


class CoercingHooks(StructureHooks):
    """Hooks that accept shorthands, and values of the model as they are."""

    def read_integer(self, value: Any, _: Any) -> Any:
        """Return an integer, also from a string."""
        is_integer = isinstance(value, str) and _INTEGER.fullmatch(value.strip())
        return super().read_integer(int(value) if is_integer else value, _)

    def read_number(self, value: Any, _: Any) -> Any:
        """Return an integer or float, also from a string."""
        if not isinstance(value, str):
            return super().read_number(value, _)
        text = value.strip()
        return float(text) if _DECIMAL.fullmatch(text) and not _INTEGER.fullmatch(text) else self.read_integer(value, _)

    def read_boolean(self, value: Any, _: Any) -> Any:
        """Return a boolean, also from the strings "true" and "false"."""
        booleans = {"true": True, "false": False}
        return super().read_boolean(booleans.get(value.strip().lower(), value) if isinstance(value, str) else value, _)

    def read_date(self, value: Any, _: Any) -> datetime:
        """Return an aware datetime from RFC 3339, or an aware datetime as it is."""
        if isinstance(value, datetime):
            if not is_aware(value):
                raise ValueError(f"{value.isoformat()} has no time zone; write it with one, such as {_DATE_EXAMPLE}")
            return value
        if isinstance(value, str):
            return super().read_date(value.strip(), _)
        # TOML has dates and times of their own.
        if isinstance(value, date | time):
            raise _incomplete_date(value)
        raise wrong_type(value, f"a date such as {_DATE_EXAMPLE}")

    def class_hook(self, cls: type) -> Hook:
        """Return a hook that accepts an object, an instance of the class, or a string that stands for one."""
        read = super().class_hook(cls)

        def coerce(value: Any, _: Any) -> Any:
            """Return an instance as it is; build one from an object or string."""
            value = _expand_shorthand(value, cls)
            return value if isinstance(value, cls) else read(value, cls)

        return coerce

    def field_hook(self, cls: type, field: "attrs.Attribute[Any]") -> Hook:
        """Return a hook for one field; keywords may be one string with commas."""
        read = super().field_hook(cls, field)
        if field.name != "keywords":
            return read
        return lambda value, _: read(_split_keywords(value) if isinstance(value, str) else value, _)

    def tuple_hook(self, annotation: Any) -> Hook:
        """Return a hook that accepts any collection, or one value as a collection of one."""
        read = super().tuple_hook(annotation)
        return lambda value, _: read(_as_list(value), _)

    def text_hook(self, cls: type) -> Hook:
        """Return a hook that accepts a string, or an object or instance of the class."""
        read = super().text_hook(cls)
        return lambda value, _: value if isinstance(value, cls) else read(value, _)

    def text_or_array_hook(self, annotation: Any) -> Hook:
        """Return a hook that accepts a text, any collection of blocks, or one block as a collection of one."""
        read = super().text_or_array_hook(annotation)

        def coerce(value: Any, _: Any) -> Any:
            """Return rich text as it is; read anything else as a text or as blocks."""
            if isinstance(value, RichText):
                return value
            is_block = isinstance(value, model.BLOCKS) or (isinstance(value, dict) and "type" in value)
            return read(_as_list(value) if is_block or isinstance(value, _COLLECTIONS) else value, _)

        return coerce

    def tagged_hook(self, classes: Sequence[type]) -> Hook:
        """Return a hook that accepts an instance of any of the classes, and a string for the first of them."""
        read = super().tagged_hook(classes)
        # A string stands for a person among agents, and for a paragraph among blocks.
        default = classes[0]

        def coerce(value: Any, _: Any) -> Any:
            """Return an instance as it is; build one from an object or string."""
            if isinstance(value, tuple(classes)):
                return value
            if isinstance(value, str) or default is model.Person:
                value = _expand_shorthand(value, default)
                value = {"type": TAGS[default], **value} if isinstance(value, dict) else value
            return read(value, _)

        return coerce


def _incomplete_date(value: date | time) -> ValueError:
    return ValueError(f"{value.isoformat()} is not a complete date with a time zone; write one such as {_DATE_EXAMPLE}")


def _split_keywords(text: str) -> list[str]:
    return [keyword for keyword in map(str.strip, text.split(",")) if keyword]


def _as_list(value: Any) -> Any:
    if isinstance(value, list):
        return value
    return list(value) if isinstance(value, _COLLECTIONS) else [value]


def _expand_shorthand(value: Any, cls: type) -> Any:
    """Return the object, or the instance of a class, that a string stands for; any other value as it is."""
    if not isinstance(value, str) or cls not in _SHORTHAND_FIELDS:
        return value
    if cls is model.Category and value.strip().lower().startswith(_MEDIA_TOPIC):
        return model.Category.media_topic(value.strip()[len(_MEDIA_TOPIC) :])
    return {_SHORTHAND_FIELDS[cls]: value}
