"""Odd values that the model accepts, put into generated feeds: by the fields of all classes, so none is left out."""

from collections.abc import Iterator
from datetime import UTC, datetime, timedelta, timezone
from functools import cache
from typing import Any, Final

import attrs
from hypothesis import strategies as st

from newsfeed.errors import ModelError
from newsfeed.model import RichText

POOL: Final[tuple[Any, ...]] = (
    # addresses
    "https://bücher.example/straße?größe=1#ä", "https://例え.テスト/", "http://[2001:db8::1]:8080/x",
    "https://jo:pw@example.com/", "https://example.com:65535",
    "https://example.com", "HTTPS://EXAMPLE.COM/A", "mailto:desk@example.com", "tel:+49-30-1234",
    "ftp://example.com/a.mp3", "urn:isbn:0451450523", "urn:x:1", "urn:-:", "urn:x",
    "tag:", "tag:example.com:1", "tag:example.com,2026:", "tag:example.com,2026-13-45:x", "urn:uuid:1", "x:y",
    "about:blank", "https://example.com/a%20b", "https://example.com/'(x)*",
    "https://example.com/?a=1&b=<".replace("<", "%3C"), "https://a_b.example.com/",
    "https://example.com/" + "a" * 3000, "gopher://example.com/", "news:x", "data:,x", "file:///x",
    # languages
    "en", "english", "qq", "x-house", "i-klingon", "EN-us", "de-DE-1996-u-co-phonebk", "zh-cmn-Hans-CN",
    "sl-rozaj-biske-1994", "de-x-" + "-".join(["abcdefgh"] * 6), "mul", "und",
    # e-mail addresses
    "jo@example.com", "δοκιμή@παράδειγμα.example", '"jo"@example.com', "jo@[192.0.2.1]", "a+b=c@example.com",
    "x@localhost",
    # media types
    "audio/mpeg", "IMAGE/JPEG", 'text/html; charset="utf-8"', "application/x-shockwave-flash", "x/y",
    "text/javascript", "application/vnd.a.b+json; a=b; c=d",
    # texts
    "", "x", "0", "-", "a & b < c > d \"e\" 'f'", "<script>alert(1)</script>", "]]>", "<!--", "&nbsp;&#0;", "\u200b",
    "\u202eabc", "\x85", "\u2028", "\ue000", "👩\u200d👩", "e\u0301", "A" * 5000,
    "a, b; c", "jo@example.com (Jo)", "{x}y", "a:b", "1:2:3", "true", "null", "NaN", "2026-01-01",
    "javascript:alert(1)", "%s {0} ${x}", "\\", "a\\nb", "a\nb\n\nc", "- a\n- b", "## a", "[a](b)",
    "trainedAlgorithmicMedia", "humanEdits", "free", "paid", "full", "explainer", "live", "license", "alternate",
    "self", "enclosure", "EUR", "0.5", "999999999999999.999999999",
    # rich texts
    RichText('<em>a</em> &amp; <a href="https://example.com/ü">b</a>'), RichText("a<br/>b"), RichText("<q>x</q>"),
    # dates
    datetime(1, 1, 1, tzinfo=UTC), datetime(1, 1, 1, tzinfo=timezone(timedelta(hours=14))),
    datetime(9999, 12, 31, 23, 59, 59, 999999, tzinfo=timezone(timedelta(hours=-12))),
    datetime(1969, 12, 31, tzinfo=UTC),
    datetime(2026, 2, 28, 23, 59, 59, 1, tzinfo=timezone(timedelta(hours=23, minutes=59))),
    datetime(2200, 1, 1, tzinfo=UTC),
    datetime(2026, 3, 1, tzinfo=timezone(timedelta(hours=1, seconds=7, microseconds=5))),
    datetime(1582, 10, 10, tzinfo=UTC), datetime(2016, 12, 31, 23, 59, 59, tzinfo=UTC),
    # numbers
    0, 1, 2, 9, 90, 180, -180, 2**31, 2**53, 0.0, -0.0, 0.1, 1e-9, 5e-324, 1.5, 9007199254740991.0, True, False, None,
)  # fmt: skip
"""Values that some field of the model accepts."""


@cache
def accepted(cls: type, name: str, sample: Any) -> tuple[Any, ...]:
    """Return the values of the pool that a field accepts.

    Args:
        cls: a class of the model.
        name: the field.
        sample: an object of the class; its other fields are kept.
    """
    values = []
    for value in POOL:
        try:
            attrs.evolve(sample, **{name: value})
        except (ModelError, TypeError, AttributeError):
            try:
                attrs.evolve(sample, **{name: (value,)})
            except (ModelError, TypeError, AttributeError):
                continue
            values.append((value,))
        else:
            values.append(value)
    return tuple(values)


Path = tuple[str | int, ...]


def places(value: Any, path: Path = ()) -> Iterator[Path]:
    """Yield the path of each field of an object of the model, and of the objects in it."""
    if attrs.has(type(value)) and not isinstance(value, RichText):
        for field in attrs.fields(type(value)):
            yield (*path, field.name)
            yield from places(getattr(value, field.name), (*path, field.name))
    elif isinstance(value, tuple):
        for index, item in enumerate(value):
            yield from places(item, (*path, index))


def at(value: Any, path: Path) -> Any:
    """Return the value at a path."""
    for step in path:
        value = value[step] if isinstance(step, int) else getattr(value, step)
    return value


def replaced(value: Any, path: Path, new: Any) -> Any:
    """Return an object with another value at a path.

    Raises:
        ModelError: an object around it refuses the value.
    """
    if not path:
        return new
    step, *rest = path
    if isinstance(step, int):
        return (*value[:step], replaced(value[step], tuple(rest), new), *value[step + 1 :])
    return attrs.evolve(value, **{step: replaced(getattr(value, step), tuple(rest), new)})


@st.composite
def odd(draw: st.DrawFn, items: st.SearchStrategy[Any], *, changes: int = 4) -> Any:
    """Generate an object with a few odd values in it, and with some items of its tuples twice.

    Args:
        draw: given by Hypothesis.
        items: generates the object.
        changes: the largest number of odd values.
    """
    item = draw(items)
    for _ in range(draw(st.integers(1, changes))):
        path = draw(st.sampled_from(list(places(item))))
        parent, name = at(item, path[:-1]), str(path[-1])
        current = getattr(parent, name)
        choices = [*accepted(type(parent), name, parent)]
        if isinstance(current, tuple) and current:
            choices += [current * 2, ()]
        if not choices:
            continue
        try:
            item = replaced(item, path, draw(st.sampled_from(choices)))
        except ModelError:
            continue
    return item
