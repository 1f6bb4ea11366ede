"""Types of plain data (the values that JSON has, without null) and of the model's fields by name."""

from typing import Any, TypeAlias

PlainValue: TypeAlias = "str | int | float | bool | list[PlainValue] | dict[str, PlainValue]"
"""A string, number, boolean, list or object. Dates are RFC 3339 strings; empty fields are absent instead of null."""

PlainObject: TypeAlias = dict[str, PlainValue]
"""An object of plain data, such as a story's fields by name."""

FieldValues: TypeAlias = dict[str, Any]
"""Values of the model by field name: keyword arguments for one of its classes."""
