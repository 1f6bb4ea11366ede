"""The class decorator of the model: attrs classes that are quick to build and quick to import.

`frozen` is `attrs.frozen` with two differences. docs/design/model-fast-path.md explains them, with measurements:

* The generated `__init__` calls the converter and the validator of a field only where they can matter. A default is valid
  by construction, and a validator can carry a `fast_check`: an expression that recognizes ordinary valid values. All other
  values go through converter and validator, which alone decide what is valid.
* `__init__`, `__eq__` and `__hash__` are generated on first use, so that an import does not compile methods that the
  program never calls.

For type checkers, `frozen` is attrs' own.
"""

import itertools
import linecache
from collections.abc import Callable, Iterable, Iterator, Mapping
from typing import TYPE_CHECKING, Any, Final, NamedTuple, Self, TypeVar

import attrs

from newsfeed.classes.short_repr import FACTORY, short_repr

__all__ = ["FastCheck", "ModelObject", "fast_check", "fast_check_of", "frozen"]

ClassT = TypeVar("ClassT", bound=type)
ValidatorT = TypeVar("ValidatorT", bound=Callable[..., None])

_FAST_CHECK: Final = "newsfeed_fast_check"
_set_class: Final[Callable[[object, type], None]] = object.__dict__["__class__"].__set__
"""Assigns `__class__`, in half the time that `object.__setattr__` takes to look this descriptor up."""


class FastCheck(NamedTuple):
    """A Python expression that is true only for values that need neither conversion nor validation.

    Attributes:
        expression: The expression, with `{value}` for the value and `{name}` for each of `names`.
        names: Objects that the expression refers to.
    """

    expression: str
    names: Mapping[str, object]

    def condition(self, field_name: str) -> str:
        """Return the expression as code for a parameter; its names get the field's name as a suffix."""
        return self.expression.format(value=field_name, **{name: f"_{name}_{field_name}" for name in self.names})

    def bindings(self, field_name: str) -> dict[str, object]:
        """Return the objects that `condition` refers to, by the names that it uses."""
        return {f"_{name}_{field_name}": value for name, value in self.names.items()}


def fast_check(expression: str, **names: object) -> Callable[[ValidatorT], ValidatorT]:
    """Attach a fast check to a validator.

    The generated `__init__` evaluates the expression in place and calls converter and validator only if it is false. So it
    must never be true for a value that the converter would change or the validator refuse; it may be false for valid
    values, which then take the slow path. tests/model/test_frozen.py checks this for every field of the model.

    Args:
        expression: Python code with placeholders, for example `"{value}.__class__ is {cls}"`.
        **names: the object for each placeholder other than `{value}`.
    """

    def attach(validator: ValidatorT) -> ValidatorT:
        """Attach the fast check."""
        setattr(validator, _FAST_CHECK, FastCheck(expression, names))
        return validator

    return attach


def fast_check_of(field: "attrs.Attribute[Any]") -> FastCheck | None:
    """Return the fast check of a field's validator, or None.

    attrs combines several validators of a field into a new object, which has no fast check. An additional validator is
    therefore never skipped.
    """
    return getattr(field.validator, _FAST_CHECK, None)


class ModelObject:
    """Base class of the model's classes.

    It holds the slot for weak references: a class that has this slot itself cannot swap layouts with its open twin
    (see `_open_twin`).
    """

    __slots__ = ("__weakref__",)

    def replace(self, **changes: object) -> Self:
        """Return a copy with some fields changed; the new values are converted and validated as in the constructor.

        Args:
            **changes: new values by field name.

        Raises:
            TypeError: the class has no field of this name.
            ModelError: a value is not valid for its field.
        """
        cls: Any = type(self)
        names = [field.name for field in attrs.fields(cls)]
        if unknown := sorted(changes.keys() - set(names)):
            raise TypeError(f"{cls.__name__} has no field {unknown[0]!r}: its fields are {', '.join(names)}")
        copy: Self = cls(**{name: getattr(self, name) for name in names} | changes)
        return copy


if TYPE_CHECKING:
    from attrs import frozen
else:

    def frozen(cls: ClassT | None = None, *, kw_only: bool = False) -> Any:
        """Turn a class into a frozen, slotted attrs class with methods that are generated on first use.

        Args:
            cls: the class, if the decorator is used without parentheses.
            kw_only: if True, the constructor takes keyword arguments only.
        """
        if cls is None:
            return lambda cls: frozen(cls, kw_only=kw_only)
        built = attrs.frozen(cls, kw_only=kw_only, init=False, repr=False, eq=False, weakref_slot=False)
        for name, generate in _GENERATORS.items():
            if name not in cls.__dict__:
                setattr(built, name, _LazyMethod(built, name, generate))
        if "__repr__" not in cls.__dict__:
            built.__repr__ = short_repr
        return built


class _LazyMethod:
    """Descriptor that generates a method on first access and then replaces itself with it."""

    def __init__(self, cls: type, name: str, generate: Callable[[type], Any]) -> None:
        self._cls = cls
        self._name = name
        self._generate = generate

    def __get__(self, instance: object, owner: type | None = None) -> Any:
        method = self._generate(self._cls)
        setattr(self._cls, self._name, method)
        return method if instance is None else method.__get__(instance, owner)


def _compile_method(cls: type, name: str, parameters: str, lines: Iterable[str], names: Mapping[str, object]) -> Any:
    """Compile a method of a class and register its source, so that tracebacks and `inspect.getsource` can show it."""
    source = f"def {name}({parameters}):\n" + "".join(f"    {line}\n" for line in lines)
    filename = _register_source(source, f"{name} of {cls.__module__}.{cls.__qualname__}")
    namespace = {"__name__": cls.__module__, **names}
    # The source consists of field names and of the expressions in this package only.
    exec(compile(source, filename, "exec"), namespace)  # noqa: S102
    method: Any = namespace[name]
    method.__qualname__ = f"{cls.__qualname__}.{name}"
    return method


def _register_source(source: str, title: str) -> str:
    """Put generated source into `linecache` and return its file name; two sources never share one."""
    for number in itertools.count(1):
        filename = f"<newsfeed generated {title}{f' ({number})' if number > 1 else ''}>"
        # Without a modification time, linecache.checkcache leaves an entry alone.
        entry = (len(source), None, source.splitlines(keepends=True), filename)
        if linecache.cache.setdefault(filename, entry) == entry:
            return filename
    raise AssertionError("unreachable")


# --- __init__ --------------------------------------------------------------------------------------------------------------


def _generate_init(cls: type) -> Any:
    fields = attrs.fields(cls)
    names: dict[str, object] = {
        "NOTHING": attrs.NOTHING,
        "_frozen_class": cls,
        "_open_class": _open_twin(cls),
        "_set_class": _set_class,
        "_set_attribute": object.__setattr__,
    }
    for field in fields:
        names[f"_field_{field.name}"] = field
        names[f"_convert_{field.name}"] = field.converter
        names[f"_validate_{field.name}"] = field.validator
        names[f"_default_{field.name}"] = field.default.factory if _has_factory(field) else field.default
        if check := fast_check_of(field):
            names |= check.bindings(field.name)
    star = ["*"] if fields and fields[0].kw_only else []
    parameters = ",\n    ".join([", ".join(["self", *star]), *map(_parameter, fields)])
    lines = [*_checking_lines(fields), *_assigning_lines(fields)]
    if hasattr(cls, "__attrs_post_init__"):
        lines.append("self.__attrs_post_init__()")
    method = _compile_method(cls, "__init__", parameters, lines, names)
    method.__annotations__ = {field.name: field.type for field in fields} | {"return": None}
    return method


def _open_twin(cls: Any) -> type:
    """Return a class with the same slots as a frozen class that allows assignment.

    `__init__` gives a new object this class while it sets the fields: ordinary assignment is faster than a call of
    `object.__setattr__` or of a slot's `__set__` for each field.
    """
    return type(f"_Open{cls.__name__}", cls.__bases__, {"__slots__": cls.__slots__})


def _parameter(field: "attrs.Attribute[Any]") -> str:
    if field.default is attrs.NOTHING:
        return field.name
    return f"{field.name}={'NOTHING' if _has_factory(field) else f'_default_{field.name}'}"


def _checking_lines(fields: "tuple[attrs.Attribute[Any], ...]") -> Iterator[str]:
    """Yield the lines that convert and validate the arguments that need it."""
    for field in fields:
        name = field.name
        if field.converter is None and field.validator is None:
            continue
        yield f"if {_slow_path_condition(field)}:"
        if field.converter is not None:
            yield f"    {name} = _convert_{name}({name})"
        if field.validator is not None:
            yield f"    _validate_{name}(self, _field_{name}, {name})"


def _slow_path_condition(field: "attrs.Attribute[Any]") -> str:
    """Return the code of the condition for converting and validating a value."""
    name = field.name
    conditions = []
    if field.default is None:
        # A comparison with the constant is one instruction, and most fields have this default.
        conditions.append(f"{name} is not None")
    elif field.default is not attrs.NOTHING:
        conditions.append(f"{name} is not {'NOTHING' if _has_factory(field) else f'_default_{name}'}")
    if check := fast_check_of(field):
        conditions.append(f"not ({check.condition(name)})")
    return " and ".join(conditions) or "True"


def _assigning_lines(fields: "tuple[attrs.Attribute[Any], ...]") -> Iterator[str]:
    """Yield the lines that set the fields, after all arguments have been validated."""
    yield "if self.__class__ is _frozen_class:"
    yield "    _set_class(self, _open_class)"
    yield from (f"    self.{field.name} = {_value(field)}" for field in fields)
    yield "    self.__class__ = _frozen_class"
    yield "else:  # A subclass can have a layout of its own."
    yield from (f"    _set_attribute(self, '{field.name}', {_value(field)})" for field in fields)
    if not fields:
        yield "    pass"


def _value(field: "attrs.Attribute[Any]") -> str:
    name = field.name
    if not _has_factory(field):
        return name
    factory: Any = field.default
    argument = "self" if factory.takes_self else ""
    return f"_default_{name}({argument}) if {name} is NOTHING else {name}"


def _has_factory(field: "attrs.Attribute[Any]") -> bool:
    """Return whether the default is computed for each object, possibly from the fields before it."""
    return isinstance(field.default, FACTORY)


# --- comparison ------------------------------------------------------------------------------------------------------------


def _generate_eq(cls: type) -> Any:
    names = [field.name for field in attrs.fields(cls) if field.eq]
    equal = " and ".join(f"self.{name} == other.{name}" for name in names) or "True"
    line = f"return ({equal}) if other.__class__ is self.__class__ else NotImplemented"
    return _compile_method(cls, "__eq__", "self, other", [line], {})


def _generate_hash(cls: type) -> Any:
    values = ", ".join(f"self.{field.name}" for field in attrs.fields(cls) if field.eq)
    line = f"return hash((_frozen_class, {values}))"
    return _compile_method(cls, "__hash__", "self", [line], {"_frozen_class": cls})


_GENERATORS: Final = {"__init__": _generate_init, "__eq__": _generate_eq, "__hash__": _generate_hash}
