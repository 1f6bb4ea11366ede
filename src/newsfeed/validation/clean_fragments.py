"""HTML fragments without faults, remembered while several documents with the same texts are validated.

A build writes the body of a story in several formats, and each of their validators checks it. Within `remember_clean`, a
fragment that one of them has checked without a fault is not checked again. The texts are compared whole, so nothing else is
taken for it. Outside of it nothing is remembered.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from typing import Final

_MAX_CHARACTERS: Final = 1 << 25
"""Characters of the fragments that are remembered at most; further ones are checked each time."""


class CleanFragments:
    """The fragments without faults, by the kind of check."""

    def __init__(self) -> None:
        self._fragments: set[tuple[str, bool]] = set()
        self._characters = 0

    def __contains__(self, checked: tuple[str, bool]) -> bool:
        return checked in self._fragments

    def add(self, text: str, relative: bool) -> None:
        """Remember a fragment, unless there are too many characters already.

        Args:
            text: the fragment.
            relative: True if it was checked for relative links, too.
        """
        if self._characters + len(text) <= _MAX_CHARACTERS:
            self._characters += len(text)
            self._fragments.add((text, relative))


_current: ContextVar[CleanFragments | None] = ContextVar("clean_fragments", default=None)


def current() -> CleanFragments | None:
    """Return the fragments of the innermost `remember_clean`, or None outside of it."""
    return _current.get()


@contextmanager
def remember_clean() -> Iterator[None]:
    """Check each HTML fragment without faults only once within the context."""
    token = _current.set(CleanFragments())
    try:
        yield
    finally:
        _current.reset(token)
