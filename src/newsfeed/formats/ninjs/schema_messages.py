"""Messages for the errors of a JSON Schema validator: the problem, and the value to write instead."""

import re
from collections.abc import Callable, Sequence
from functools import cache
from typing import TYPE_CHECKING, Any, Final, TypeAlias

from newsfeed.formats.ninjs.versions import Version, property_names
from newsfeed.io import json
from newsfeed.validation.faults import quote

if TYPE_CHECKING:
    from jsonschema_rs import ValidationError

Parameters: TypeAlias = Any
"""The parameters of the violated keyword, as attributes: `limit` of `maximum`, `options` of `enum`."""

_MAX_OPTIONS: Final = 12
_MAX_REASON: Final = 200
_TYPE_NAMES: Final = {
    "array": "an array",
    "boolean": "a boolean",
    "integer": "an integer",
    "null": "null",
    "number": "a number",
    "object": "an object",
    "string": "a string",
}
_DATE_PATTERN: Final = "[0-9]{4}(-(0[1-9]|1[0-2])(-"
"""Part of the only pattern in the bundled schema, for dates with an optional time."""
_FORMAT_REMEDIES: Final = {
    "uri": "write an absolute URI such as https://example.org/1",
    "date-time": "write a date such as 2026-05-17T09:30:00Z",
}


def unexpected_property(name: str, version: Version) -> str:
    """Return the message about a property that its object cannot have.

    Property names of other versions get the name that the version uses: in ninjs 3, `versionCreated` for `versioncreated`
    and `headlines` for `headline`.
    """
    names, normalized = _names_by_normalized_form(version), _normalize(name)
    remedy = "remove it, or check its spelling"
    if names.get(normalized, name) != name:
        remedy = f"write {names[normalized]}"
    elif f"{normalized}s" in names:
        remedy = f"write {names[f'{normalized}s']}, an array"
    return f"{quote(name)} is not a property of ninjs {version} in this object: {remedy}"


@cache
def _names_by_normalized_form(version: Version) -> dict[str, str]:
    return {_normalize(name): name for name in sorted(property_names(version))}


def _normalize(name: str) -> str:
    return name.replace("_", "").lower()


def message_for(error: "ValidationError", keyword: str) -> str:
    """Return the message about any error except unexpected properties.

    Args:
        error: the error.
        keyword: the keyword of the schema that the value violates.
    """
    subject = _subject(error.instance_path)
    build = _BUILDERS.get(keyword)
    if build is None:
        return f"{subject} breaks the schema of ninjs ({_reason(error.message)}): write it as the specification says"
    return build(subject, error.instance, error.kind)


def _subject(path: Sequence[str | int]) -> str:
    """Return the subject of a message: a property name, an entry of an array, or the document."""
    if not path:
        return "the document"
    if isinstance(path[-1], int):
        array = next((step for step in reversed(path) if isinstance(step, str)), "the document")
        return f"entry {path[-1]} of {array}"
    return path[-1]


def _reason(message: str) -> str:
    """Return the end of a validator's message, as it begins with the value, of any length."""
    return message if len(message) <= _MAX_REASON else f"... {message[-_MAX_REASON:]}"


def _required(subject: str, _value: object, parameters: Parameters) -> str:
    return f"{subject} has no {parameters.property}: add it"


def _type(subject: str, value: object, parameters: Parameters) -> str:
    expected = " or ".join(_TYPE_NAMES[name] for name in parameters.types)
    return f"{subject} must be {expected}, not {_describe(value)}: write it as {expected}"


def _describe(value: object) -> str:
    if isinstance(value, str):
        return quote(value)
    if isinstance(value, dict | list):
        return "an object" if isinstance(value, dict) else "an array"
    return json.encode(value).decode()


def _options(subject: str, value: object, parameters: Parameters) -> str:
    options = [str(option) for option in getattr(parameters, "options", None) or [parameters.expected_value]]
    more = ["..."] if len(options) > _MAX_OPTIONS else []
    remedy = re.sub(r", ([^,]*)$", r" or \1", ", ".join(options[:_MAX_OPTIONS] + more))
    return f"{quote(str(value))} is not a valid value of {subject}: write {remedy}"


def _pattern(subject: str, value: object, parameters: Parameters) -> str:
    pattern: str = parameters.pattern
    remedy = f"write a value that matches {pattern}"
    if _DATE_PATTERN in pattern:
        remedy = "write a date such as 2026-05-17, or one with a time such as 2026-05-17T09:30:00Z"
    return f"{quote(str(value))} is not a valid value of {subject}: {remedy}"


def _format(subject: str, value: object, parameters: Parameters) -> str:
    name: str = parameters.format
    return f"{quote(str(value))} is not a valid value of {subject}: {_FORMAT_REMEDIES.get(name, f'write a {name}')}"


def _maximum(subject: str, value: object, parameters: Parameters) -> str:
    return f"{subject} is {value}, above the maximum of {parameters.limit}: write {parameters.limit} or less"


def _minimum(subject: str, value: object, parameters: Parameters) -> str:
    return f"{subject} is {value}, below the minimum of {parameters.limit}: write {parameters.limit} or more"


def _min_items(subject: str, _value: object, parameters: Parameters) -> str:
    return f"{subject} has fewer than {parameters.limit} entries: add the others"


def _any_of(subject: str, _value: object, _parameters: Parameters) -> str:
    return f"{subject} has none of the combinations of properties that ninjs allows: choose one in the specification"


def _one_of(subject: str, _value: object, _parameters: Parameters) -> str:
    return f"{subject} mixes alternatives that ninjs allows only one of: keep one of them"


_BUILDERS: Final[dict[str, Callable[[str, object, Parameters], str]]] = {
    "required": _required,
    "type": _type,
    "enum": _options,
    "const": _options,
    "pattern": _pattern,
    "format": _format,
    "maximum": _maximum,
    "minimum": _minimum,
    "minItems": _min_items,
    "anyOf": _any_of,
    "oneOf": _one_of,
}
"""Builders of messages, by the keyword of the schema; each gets the subject, the value and the keyword's parameters."""
