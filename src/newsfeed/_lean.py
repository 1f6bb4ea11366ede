"""Classes of attrs whose `__init__` does nothing for fields that are not given.

attrs calls the converter and the validator of every field of every object, also of those that have their default, and
most fields of most stories do. A default needs neither: it is right by construction. Skipping them makes a story of few
fields in two thirds of the time. As attrs does, this writes the source of an `__init__` and compiles it; the order of the
steps is attrs': values are converted and set in the order of the fields, then checked in that order.
"""

from collections.abc import Iterator
from typing import Any, TypeVar

import attrs

T = TypeVar("T")


def lean(cls: type[T]) -> type[T]:
    """Give a frozen, slotted, keyword-only class of attrs an `__init__` that converts and checks what is given only.

    It is compiled when the first object is made: an import that makes none does not pay for it.
    """

    def __init__(self: Any, **values: Any) -> None:  # noqa: N807
        cls.__init__ = _compiled(cls, __init__.__wrapped__)  # type: ignore[method-assign, attr-defined]
        cls.__init__(self, **values)

    __init__.__wrapped__ = cls.__init__  # type: ignore[attr-defined]  # inspect.signature goes by it
    cls.__init__ = __init__  # type: ignore[method-assign]
    return cls


def _compiled(cls: type, original: Any) -> Any:
    names: dict[str, Any] = {"NOTHING": attrs.NOTHING, "bind": object.__setattr__.__get__}
    fields = attrs.fields(cls)
    for field in fields:
        names |= {f"field_{field.name}": field, f"check_{field.name}": field.validator}
        names[f"convert_{field.name}"] = field.converter
        names[f"default_{field.name}"] = field.default.factory if _is_made(field) else field.default
    parameters = ", ".join(_parameter(field) for field in fields)
    body = "\n    ".join(["put = bind(self)", *_set(fields), *_checked(fields)])
    scope: dict[str, Any] = {}
    exec(f"def __init__(self, *, {parameters}):\n    {body}\n", names, scope)  # noqa: S102  (of our own names only)
    made = scope["__init__"]
    made.__qualname__ = f"{cls.__qualname__}.__init__"
    made.__wrapped__ = original
    return made


def _is_made(field: "attrs.Attribute[Any]") -> bool:
    """Whether the default is computed from the other fields."""
    return isinstance(field.default, attrs.Factory)  # type: ignore[arg-type]


def _parameter(field: "attrs.Attribute[Any]") -> str:
    if field.default is attrs.NOTHING:
        return field.name
    return f"{field.name}={'NOTHING' if _is_made(field) else f'default_{field.name}'}"


def _given(field: "attrs.Attribute[Any]") -> str:
    """Give the condition that a value is not the default."""
    if field.default is attrs.NOTHING:
        return ""
    return f"if {field.name} is not {'NOTHING' if _is_made(field) else f'default_{field.name}'}: "


def _set(fields: tuple["attrs.Attribute[Any]", ...]) -> Iterator[str]:
    for field in fields:
        name = field.name
        if _is_made(field):
            yield f"if {name} is NOTHING: {name} = default_{name}(self)"
        elif field.converter is not None:
            yield f"{_given(field)}{name} = convert_{name}({name})"
        yield f"put('{name}', {name})"


def _checked(fields: tuple["attrs.Attribute[Any]", ...]) -> Iterator[str]:
    for field in fields:
        if field.validator is not None:
            yield f"{_given(field)}check_{field.name}(self, field_{field.name}, {field.name})"
