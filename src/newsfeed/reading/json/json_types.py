"""Types of parsed JSON, and of the arguments that are read from it for the classes of the model."""

from typing import Any, TypeAlias

JsonValue: TypeAlias = "bool | int | float | str | list[JsonValue] | dict[str, JsonValue] | None"
"""Any value of a JSON document (RFC 8259, section 3)."""

JsonObject: TypeAlias = "dict[str, JsonValue]"
"""A JSON object: its members by name."""

ModelFields: TypeAlias = dict[str, Any]
"""Values for fields of a model class, by field name. They are as varied as the fields, and the class validates them."""
