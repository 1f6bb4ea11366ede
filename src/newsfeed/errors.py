"""All exceptions that newsfeed raises.

    NewsfeedError
    ├── ModelError (ValueError)            the model refuses a value; names the field
    ├── ReadError (ValueError)             bytes cannot be read; line and column if known
    │   ├── LimitError                     the input exceeds one of the `Limits`
    │   └── MissingFieldError              the input lacks a required field, and no default gives it
    ├── WriteError                         a format cannot represent the story; names the field and the clause
    │   ├── LossError                      `strict=True`, and something would be lost
    │   └── UnpublishedError               the format is for readers, and the story must not be published
    ├── OutputError                        a file or folder is not written, since it is a link or in use; names the path
    ├── UnknownFormatError (LookupError)   no format has this name, or none recognizes these bytes
    ├── UnknownCodeError (LookupError)     no finding has this code; names similar codes
    ├── UnsupportedError (LookupError)     the format cannot do this (read, write, validate)
    ├── PluginError (TypeError)            a plug-in's format lacks something it must have
    └── ArgumentError (TypeError)          an argument has the wrong type, or a function has no such option

`OSError`, for example for a missing file, is passed on unchanged.
"""

from collections.abc import Iterable

__all__ = [
    "ArgumentError",
    "LimitError",
    "LossError",
    "MissingFieldError",
    "ModelError",
    "NewsfeedError",
    "OutputError",
    "PluginError",
    "ReadError",
    "UnknownCodeError",
    "UnknownFormatError",
    "UnpublishedError",
    "UnsupportedError",
    "WriteError",
]


class NewsfeedError(Exception):
    """Base class of all newsfeed errors. They can be pickled, so that workers can raise them in their parent."""

    def __reduce__(self) -> "tuple[object, ...]":
        return _rebuilt, (type(self), self.args, self.__dict__)


def _rebuilt(cls: type[NewsfeedError], arguments: tuple[object, ...], attributes: dict[str, object]) -> NewsfeedError:
    """Return an error as it was pickled, without calling `__init__`, since that has other parameters."""
    error = cls.__new__(cls, *arguments)
    error.__dict__.update(attributes)
    return error


class ModelError(NewsfeedError, ValueError):
    """The model refuses a value.

    Attributes:
        field: the class and field, such as `Story.published`.
        reason: what is wrong with the value and what to give instead, one line.
    """

    def __init__(self, field: str, reason: str) -> None:
        super().__init__(f"{field}: {reason}")
        self.field = field
        self.reason = reason


class ReadError(NewsfeedError, ValueError):
    """Bytes cannot be read in the format that was named or detected.

    Attributes:
        reason: what is wrong, one line.
        line, column: the position, counted from 1; None if it is not known.
    """

    def __init__(self, reason: str, *, line: int | None = None, column: int | None = None) -> None:
        position = "" if line is None else f"line {line}: " if column is None else f"line {line}, column {column}: "
        super().__init__(position + reason)
        self.reason = reason
        self.line = line
        self.column = column


class LimitError(ReadError):
    """The input exceeds one of the limits; `limit` is its name in `Limits`."""

    def __init__(self, limit: str, reason: str, *, line: int | None = None, column: int | None = None) -> None:
        super().__init__(reason, line=line, column=column)
        self.limit = limit


class MissingFieldError(ReadError):
    """The input lacks a field that a story must have; `field` is its name in `defaults`."""

    def __init__(self, field: str, reason: str, *, line: int | None = None) -> None:
        super().__init__(reason, line=line)
        self.field = field


class WriteError(NewsfeedError):
    """A format cannot represent a story or feed.

    Attributes:
        path: the field in the model, such as `stories[3].updated`.
        reason: what the format requires, with the clause of its standard.
    """

    def __init__(self, path: str, reason: str) -> None:
        super().__init__(f"{path}: {reason}" if path else reason)
        self.path = path
        self.reason = reason


class LossError(WriteError):
    """Something would be lost, and the caller asked for `strict`."""


class UnpublishedError(WriteError):
    """The only story of a document for readers is withheld, canceled, under embargo or expired."""


class OutputError(NewsfeedError):
    """A file or folder is not safe to write or to reuse: a link that somebody may have planted, or in use by another process.

    Attributes:
        path: the file or folder.
        reason: what is wrong with it and what to do, one line.
    """

    def __init__(self, path: str, reason: str) -> None:
        super().__init__(f"{path}: {reason}")
        self.path = path
        self.reason = reason


class UnknownFormatError(NewsfeedError, LookupError):
    """No format has this name, or none recognizes these bytes."""

    def __str__(self) -> str:
        return str(self.args[0])


class UnknownCodeError(NewsfeedError, LookupError):
    """No finding has this code, or no document shows it.

    Attributes:
        code: the code that was looked up.
        nearest: similar codes, the most similar first.
    """

    def __init__(self, code: str, nearest: Iterable[str] = ()) -> None:
        super().__init__(code, tuple(nearest))
        self.code = code
        self.nearest: tuple[str, ...] = tuple(nearest)

    def __str__(self) -> str:
        similar = f"; similar codes: {', '.join(self.nearest)}" if self.nearest else ""
        return f"there is no explanation of the code {self.code!r:.128}{similar}"


class UnsupportedError(NewsfeedError, LookupError):
    """The format is known but has no reader, no writer or no validator."""

    def __str__(self) -> str:
        return str(self.args[0])


class PluginError(NewsfeedError, TypeError):
    """A format's module lacks a function that the format's descriptor promises, or the descriptor is not a `Format`."""


class ArgumentError(NewsfeedError, TypeError):
    """An argument has the wrong type, or a function has no option of this name."""


def check_argument(function: str, name: str, value: object, classes: type | tuple[type, ...], expected: str) -> None:
    """Raise `ArgumentError` unless the value of an argument is an instance of some classes.

    Args:
        function: the name of the called function.
        name: the name of the argument.
        value: its value.
        classes: the classes.
        expected: what the message says that it must be, such as "a Feed".
    """
    if not isinstance(value, classes):
        raise ArgumentError(f"{function}(): {name} is {type(value).__name__}, must be {expected}")
