"""Explains a finding's code: the rule, why it matters, a bad and a good example. Nothing is written down by code.

The bad example is `tests/invalid/<format>/<code>.<suffix>`, a document that gives exactly the finding that it is named
after; severity, message and reference are what validating it says. The good one is the same place in a valid document of
`tests/valid/<format>/`. Both folders are in the wheel. A code without a document of its own, such as one more kind of fault
of some element, is explained by a valid document with the fault put in.
"""

from collections.abc import Iterator
from functools import cache
from typing import TYPE_CHECKING, Final

from attrs import frozen

from newsfeed.api import validate
from newsfeed.errors import UnknownCodeError
from newsfeed.findings import Severity
from newsfeed.plugins import registry

if TYPE_CHECKING:
    from pathlib import Path

    from newsfeed.explain.examples import Place

BEFORE, AFTER = 2, 2
"""How many lines of an example are shown around the one that it is about."""


@frozen(kw_only=True)
class Example:
    """A few lines of a document.

    Attributes:
        document: the name of its file; a bad example without a file of its own is a valid one with one fault put in.
        path: what it is about, in the document.
        lines: the text.
        first: the number of the first of them in the document, counted from 1.
        line, column: what it is about, counted from 1; None where it is the document.
    """

    document: str
    path: str
    lines: tuple[str, ...]
    first: int
    line: int | None
    column: int | None


@frozen(kw_only=True)
class Explanation:
    """What is to be said of a finding's code.

    Attributes:
        code: the code.
        format: the name of the format whose rule it is.
        severity: how much it matters.
        rule: what to write, one line.
        why: why it matters.
        reference: URL of the rule's public documentation.
        path: where the bad example breaks the rule.
        bad: lines of a document that breaks it.
        good: lines of a valid document, at the same place; None where the format has no valid document to show.
    """

    code: str
    format: str
    severity: Severity
    rule: str
    why: str
    reference: str | None
    path: str
    bad: Example
    good: Example | None


def explain(code: str, format: str | None = None) -> Explanation:
    """Explain a finding's code.

    Args:
        code: such as `rss.item.guid.missing`.
        format: the name of the format, for a code that several have (`xml.malformed`); None takes the first of them.

    Returns:
        the explanation; for a name that no rule knows (`rss.item.foo.unknown`) that of another such name in its place.

    Raises:
        UnknownCodeError: no code like this can be explained; it names those that are near.
        UnknownFormatError: no format has this name.
    """
    documents = list(_documents(format))
    for means in (_is, _is_like):
        for name, path in documents:
            if means(path.stem, code):
                return _explained(path.stem, name, path, path.read_bytes())
    for each in registry if format is None else (registry[format],):
        if found := _variant(code, each.name):
            return found
    known = dict.fromkeys(path.stem for _, path in documents)
    import difflib  # only where a code is wrong

    raise UnknownCodeError(code, difflib.get_close_matches(code[:_LONG], known, cutoff=0.5))


_LONG: Final = 128
"""No code is so long; a comparison with a longer one would take its time for nothing."""

_OPEN: Final = ("unknown", "unexpected")
"""The kinds of fault whose codes have a name of the document's own, so that one example stands for all of them."""


def _is(example: str, code: str) -> bool:
    return example == code


def _is_like(example: str, code: str) -> bool:
    """Say whether two codes differ only in a name that is the document's own: `rss.item.foo.unknown`."""
    parts, others = example.split("."), code.split(".")
    return len(parts) == len(others) > 2 and parts[:-2] == others[:-2] and parts[-1] == others[-1] in _OPEN


def codes(format: str | None = None) -> list[tuple[str, str]]:
    """Give the name of the format and the code of each finding that can be explained.

    Raises:
        UnknownFormatError: no format has this name.
    """
    return [(name, path.stem) for name, path in _documents(format)]


def _documents(name: str | None) -> "Iterator[tuple[str, Path]]":
    """Give the invalid documents, each with the name of its format."""
    for each in registry if name is None else (registry[name],):
        for path in _files("invalid", each.name):
            yield each.name, path


@cache
def _files(kind: str, name: str) -> "tuple[Path, ...]":
    from newsfeed.validation import schemas  # imports msgspec

    folder = schemas.shipped(kind, f"tests/{kind}") / name
    return tuple(sorted(folder.iterdir())) if folder.is_dir() else ()


def _variant(code: str, name: str) -> Explanation | None:
    """Explain a code by a valid document with its fault put in; None where no such document has it."""
    from newsfeed.explain.variants import variants  # imports msgspec

    for path, data in variants(code, _files("valid", name), _files("invalid", name)):
        if any(each.code == code for each in validate(data, name)):
            return _explained(code, name, path, data)
    return None


def _explained(code: str, name: str, path: "Path", data: bytes) -> Explanation:
    from newsfeed.explain.examples import alike, steps, text_of  # imports msgspec
    from newsfeed.explain.reasons import SEVERE, rule, why

    text = text_of(data)
    finding = next(each for each in validate(data, name) if each.code == code)
    line = text.split("\n")[finding.line - 1] if finding.line else ""
    good = alike(_files("valid", name), finding, line)
    return Explanation(
        code=code,
        format=name,
        severity=finding.severity,
        rule=rule(finding.message, "".join(steps(finding.path)[-1:]), text),
        why=f"{why(code)} {SEVERE[finding.severity]}".lstrip(),
        reference=finding.reference,
        path=finding.path,
        bad=_example(path, text, finding.path, finding.line, finding.column),
        good=_shown(good) if good else None,
    )


def _shown(place: "Place") -> Example:
    from newsfeed.explain.examples import text_of  # imports msgspec

    return _example(place.document, text_of(place.document.read_bytes()), place.path, place.line, place.column)


def _example(document: "Path", text: str, path: str, line: int | None, column: int | None) -> Example:
    at = line or 1
    first = max(at - BEFORE, 1)
    lines = [each.rstrip("\r") for each in text.split("\n")[first - 1 : at + AFTER]]
    while first + len(lines) - 1 > at and not lines[-1].strip():
        lines.pop()
    return Example(document=document.name, path=path, lines=tuple(lines), first=first, line=line, column=column)
