"""Quoting of values in messages."""

from __future__ import annotations


def character_name(character: str) -> str:
    """Name one character for a message without printing controls."""
    return f"{character!r} (U+{ord(character):04X})" if character.isprintable() else f"U+{ord(character):04X}"


def quoted(text: str, limit: int = 48) -> str:
    """Quote a text for a message: one line, no control characters, no more than `limit` characters and an ellipsis."""
    quoted = repr(text[:limit])
    return quoted if len(text) <= limit and len(quoted) <= limit else quoted[: limit - 1] + "…"
