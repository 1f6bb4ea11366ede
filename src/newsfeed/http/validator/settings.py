"""The limits of the validator page."""

from collections.abc import Callable
from datetime import UTC, datetime
from typing import Any, Final

import attrs

from newsfeed.classes.frozen import frozen
from newsfeed.errors import ArgumentError
from newsfeed.io.limits import Limits

_FORM_FIELDS: Final = 64 << 10
"""Bytes of a form besides its document."""


def _now() -> datetime:
    return datetime.now(UTC)


def _check_positive(instance: object, field: "attrs.Attribute[Any]", value: float) -> None:
    if not value > 0:
        raise ArgumentError(f"{type(instance).__name__}.{field.name} is {value!r}, must be more than 0")


@frozen(kw_only=True)
class CheckLimits:
    """The limits of a check and of the page about it.

    Attributes:
        max_bytes: the size of a document in bytes, also when it is decompressed.
        seconds: the time that a check may take; after it, its process is killed.
        memory: the address space of the process in bytes; limited on Linux only.
        findings: the number of findings to show; all are counted.
        stories: the number of stories in the preview.
        source_bytes: the size up to which a document is listed with line numbers, in bytes.

    Raises:
        ArgumentError: a limit is not more than 0; names it.
    """

    max_bytes: int = attrs.field(default=2 << 20, validator=_check_positive)
    seconds: float = attrs.field(default=10.0, validator=_check_positive)
    memory: int = attrs.field(default=1 << 30, validator=_check_positive)
    findings: int = attrs.field(default=1000, validator=_check_positive)
    stories: int = attrs.field(default=20, validator=_check_positive)
    source_bytes: int = attrs.field(default=256 << 10, validator=_check_positive)

    @property
    def max_body(self) -> int:
        """The size of a request's body in bytes: a report is asked for with the document in Base64."""
        return self.max_bytes * 4 // 3 + _FORM_FIELDS

    @property
    def reading(self) -> Limits:
        """The limits of readers and rules."""
        return Limits(bytes=self.max_bytes)


@frozen(kw_only=True)
class ValidatorSettings:
    """The settings of a validator page.

    Attributes:
        limits: the limits of a check and of the page about it.
        workers: the number of processes, and so of documents that are checked at the same time.
        clock: returns the present, after which a date is in the future. Aware datetime.

    Raises:
        ArgumentError: there is no process.
    """

    limits: CheckLimits = CheckLimits()
    workers: int = attrs.field(default=2, validator=_check_positive)
    clock: Callable[[], datetime] = _now
