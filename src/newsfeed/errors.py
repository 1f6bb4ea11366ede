"""Every error that newsfeed raises.

    NewsfeedError
    ├── ModelError (ValueError)        a value that the model refuses: names the field
    ├── ReadError (ValueError)         bytes that cannot be read: line and column where known
    │   ├── LimitError                 they go over one of the `Limits`
    │   └── MissingFieldError          they lack what a story must have, and no default gave it
    ├── WriteError                     a story that a format cannot take: names the field and the clause
    │   └── LossError                  `strict=True`, and something would have been lost
    ├── UnknownFormatError (LookupError)   no format has this name, or none recognises these bytes
    ├── UnknownCodeError (LookupError)     no explanation of this code: names those that are near
    └── UnsupportedError (LookupError)     the format exists but does not do this (read, write, validate)

What Python raises for a missing file or an unwritable folder (`OSError`) is left as it is.
"""

from collections.abc import Iterable

__all__ = [
    "LimitError",
    "LossError",
    "MissingFieldError",
    "ModelError",
    "NewsfeedError",
    "ReadError",
    "UnknownCodeError",
    "UnknownFormatError",
    "UnsupportedError",
    "WriteError",
]


class NewsfeedError(Exception):
    """The root of every error that newsfeed raises."""


class ModelError(NewsfeedError, ValueError):
    """A value that the model refuses.

    Attributes:
        field: the class and field, `Story.published`.
        reason: what is wrong with the value and what to give instead, one line.
    """

    def __init__(self, field: str, reason: str) -> None:
        super().__init__(f"{field}: {reason}")
        self.field = field
        self.reason = reason

    def __reduce__(self) -> tuple[type["ModelError"], tuple[str, str]]:
        return type(self), (self.field, self.reason)


class ReadError(NewsfeedError, ValueError):
    """Bytes that cannot be read as the format that they were said, or found, to be.

    Attributes:
        reason: what is wrong, one line.
        line, column: where, counted from 1; None where no place can be named.
    """

    def __init__(self, reason: str, *, line: int | None = None, column: int | None = None) -> None:
        place = "" if line is None else f"line {line}: " if column is None else f"line {line}, column {column}: "
        super().__init__(place + reason)
        self.reason = reason
        self.line = line
        self.column = column


class LimitError(ReadError):
    """The input goes over one of the limits; `limit` is its name in `Limits`."""

    def __init__(self, limit: str, reason: str, *, line: int | None = None, column: int | None = None) -> None:
        super().__init__(reason, line=line, column=column)
        self.limit = limit


class MissingFieldError(ReadError):
    """The input lacks a value that a story must have; `field` is its name in `defaults`."""

    def __init__(self, field: str, reason: str, *, line: int | None = None) -> None:
        super().__init__(reason, line=line)
        self.field = field


class WriteError(NewsfeedError):
    """A story or feed that the format cannot take as it is.

    Attributes:
        path: the field in the model, `stories[3].updated`.
        reason: what the format asks for, with the clause of its standard.
    """

    def __init__(self, path: str, reason: str) -> None:
        super().__init__(f"{path}: {reason}" if path else reason)
        self.path = path
        self.reason = reason


class LossError(WriteError):
    """Something would have been lost, and the caller asked for `strict`."""


class UnknownFormatError(NewsfeedError, LookupError):
    """No format has this name, or none recognises these bytes."""

    def __str__(self) -> str:
        return str(self.args[0])


class UnknownCodeError(NewsfeedError, LookupError):
    """There is no explanation of this code: no finding has it, or no document shows it.

    Attributes:
        code: what was asked for.
        nearest: the codes that are most like it, the nearest first.
    """

    def __init__(self, code: str, nearest: Iterable[str] = ()) -> None:
        super().__init__(code, tuple(nearest))
        self.code = code
        self.nearest = tuple(nearest)

    def __str__(self) -> str:
        near = f"; near it: {', '.join(self.nearest)}" if self.nearest else ""
        return f"there is no explanation of the code {self.code!r:.128}{near}"


class UnsupportedError(NewsfeedError, LookupError):
    """The format is known, but does not do this: it has no reader, writer or validator."""

    def __str__(self) -> str:
        return str(self.args[0])
