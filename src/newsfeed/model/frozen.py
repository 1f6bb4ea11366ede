"""Frozen classes of attrs that cost what is used of them: in an import, and in an object.

`frozen` is `attrs.frozen`, but for two things:

* Methods are compiled when they are first asked for. attrs writes the source of each and compiles it with the class, which
  is most of what the import of a module of such classes takes; a program that makes no `Hub` then pays for none.
* `__init__` converts and checks what needs it only. A default is right by construction, and most fields of most stories
  have theirs. A field may also say, in `sure`, how to see at a glance that a value is right already: that it is printable,
  say, or matches a pattern. All other values go through converter and validator, which alone decide what is wrong.

A type checker is told that `frozen` is attrs' own.
"""

from collections.abc import Callable, Iterator, Mapping
from typing import TYPE_CHECKING, Any, Final, TypeVar

import attrs

T = TypeVar("T")

_SURE: Final = "newsfeed.sure"
_BECOME: Final[Callable[[object, type], None]] = object.__dict__["__class__"].__set__
"""Sets the class of an object, in half the time that `object.__setattr__` takes to find this."""

_SEVERAL: Final[type] = type(attrs.validators.and_())
"""What attrs makes of the validators of a field that has more than one."""


def sure(expression: str, **names: object) -> dict[str, object]:
    """Give the metadata of a field whose right values are known by an expression.

    Args:
        expression: of Python, true of `{value}` only where the converter would not change it nor the validator refuse it.
        names: what else it refers to, in braces, too.
    """
    return {_SURE: (expression, names)}


class Referable:
    """What a class of `frozen` is made of whose objects can be referred to weakly.

    A slot of the class itself for that would let no other class have its layout (see `_opened`).
    """

    __slots__ = ("__weakref__",)


if TYPE_CHECKING:
    from attrs import frozen as frozen  # noqa: PLC0414  (re-exported)
else:

    def frozen(cls: type[T] | None = None, *, kw_only: bool = False) -> Any:
        """Give a frozen, slotted class of attrs whose methods are compiled when they are first asked for."""
        if cls is None:
            return lambda cls: frozen(cls, kw_only=kw_only)
        made = attrs.frozen(cls, kw_only=kw_only, init=False, repr=False, eq=False, weakref_slot=False)
        for name, make in _METHODS.items():
            if name not in cls.__dict__:
                setattr(made, name, _Later(made, name, make))
        return made


class _Later:
    """Stands for a method of a class until it is asked for."""

    def __init__(self, cls: type, name: str, make: Callable[[type], Any]) -> None:
        self._cls = cls
        self._name = name
        self._make = make

    def __get__(self, instance: object, owner: type | None = None) -> Any:
        method = self._make(self._cls)
        method.__qualname__ = f"{self._cls.__qualname__}.{self._name}"
        method.__module__ = self._cls.__module__
        setattr(self._cls, self._name, method)
        return method if instance is None else method.__get__(instance, owner)


def _compiled(name: str, parameters: str, lines: Iterator[str], names: Mapping[str, object]) -> Any:
    source = f"def {name}({parameters}):\n    " + "\n    ".join(lines)
    scope = dict(names)
    exec(source, scope)  # noqa: S102  (of our own names and expressions only)
    return scope[name]


# --- __init__ --------------------------------------------------------------------------------------------------------------


def _init(cls: type) -> Any:
    fields = attrs.fields(cls)
    names: dict[str, object] = {"NOTHING": attrs.NOTHING, "cls": cls, "opened": _opened(cls), "become": _BECOME}
    names["put"] = object.__setattr__
    for field in fields:
        names |= {f"field_{field.name}": field, f"check_{field.name}": field.validator}
        names[f"convert_{field.name}"] = field.converter
        names[f"default_{field.name}"] = field.default.factory if _is_made(field) else field.default
        names |= {f"{name}_{field.name}": value for name, value in _sure_of(field)[1].items()}
    parameters = [_parameter(field) for field in fields]
    if fields and fields[0].kw_only:
        parameters.insert(0, "*")
    made = _compiled("__init__", ", ".join(["self", *parameters]), _steps(fields), names)
    made.__annotations__ = {field.name: field.type for field in fields} | {"return": None}
    return made


def _opened(cls: Any) -> type:
    """Give a class of the same layout that is not frozen.

    `__init__` lends it to the new object while it sets the fields, which then is as fast as any assignment; to go round the
    frozen class's `__setattr__` field by field takes more than twice as long.
    """
    return type(f"_Opened{cls.__name__}", cls.__bases__, {"__slots__": cls.__slots__})


def _parameter(field: "attrs.Attribute[Any]") -> str:
    if field.default is attrs.NOTHING:
        return field.name
    return f"{field.name}={'NOTHING' if _is_made(field) else f'default_{field.name}'}"


def _steps(fields: "tuple[attrs.Attribute[Any], ...]") -> Iterator[str]:
    """Give the lines: each value is converted and checked, then all are set."""
    for field in fields:
        name, steps = field.name, []
        if field.converter is not None:
            steps.append(f"{name} = convert_{name}({name})")
        if field.validator is not None:
            steps.append(f"check_{name}(self, field_{name}, {name})")
        if steps:
            yield f"if {_needed(field)}: {'; '.join(steps)}"
    yield "if self.__class__ is cls:"
    yield "    become(self, opened)"
    yield from (f"    self.{field.name} = {_value(field)}" for field in fields)
    yield "    self.__class__ = cls"
    yield "else:"  # a subclass may have another layout
    yield from (f"    put(self, '{field.name}', {_value(field)})" for field in fields)


def _needed(field: "attrs.Attribute[Any]") -> str:
    """Give the condition that a value has to be converted and checked."""
    name = field.name
    conditions = []
    if field.default is None:
        conditions.append(f"{name} is not None")  # one instruction, and most fields have this default
    elif field.default is not attrs.NOTHING:
        conditions.append(f"{name} is not {'NOTHING' if _is_made(field) else f'default_{name}'}")
    expression, names = _sure_of(field)
    if expression:
        conditions.append(f"not ({expression.format(value=name, **{each: f'{each}_{name}' for each in names})})")
    return " and ".join(conditions) or "True"


def _value(field: "attrs.Attribute[Any]") -> str:
    name = field.name
    if not _is_made(field):
        return name
    of = "self" if field.default.takes_self else ""  # type: ignore[union-attr]
    return f"default_{name}({of}) if {name} is NOTHING else {name}"


def _is_made(field: "attrs.Attribute[Any]") -> bool:
    """Whether the default is made for each object, perhaps of the fields before it."""
    return isinstance(field.default, attrs.Factory)  # type: ignore[arg-type]


def _sure_of(field: "attrs.Attribute[Any]") -> tuple[str, Mapping[str, object]]:
    """Give what `sure` says of a field; nothing where a validator was added, of which it does not know."""
    said: tuple[str, Mapping[str, object]] = field.metadata.get(_SURE, ("", {}))
    return ("", {}) if isinstance(field.validator, _SEVERAL) else said


# --- the others ------------------------------------------------------------------------------------------------------------


def _eq(cls: type) -> Any:
    names = [field.name for field in attrs.fields(cls)]
    equal = " and ".join(f"self.{name} == other.{name}" for name in names) or "True"
    lines = (f"return ({equal}) if other.__class__ is self.__class__ else NotImplemented",)
    return _compiled("__eq__", "self, other", iter(lines), {})


def _hash(cls: type) -> Any:
    values = ", ".join(f"self.{field.name}" for field in attrs.fields(cls))
    return _compiled("__hash__", "self", iter((f"return hash((cls, {values}))",)), {"cls": cls})


def _repr(cls: type) -> Any:
    names = [field.name for field in attrs.fields(cls)]

    def __repr__(self: object) -> str:  # noqa: N807
        values = ", ".join(f"{name}={getattr(self, name)!r}" for name in names)
        return f"{type(self).__qualname__}({values})"

    return __repr__


_METHODS: Final = {"__init__": _init, "__eq__": _eq, "__hash__": _hash, "__repr__": _repr}
