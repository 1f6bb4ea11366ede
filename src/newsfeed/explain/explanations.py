"""Explanations of finding codes, derived from example documents; no text is written for a single code.

The bad example is `tests/invalid/<format>/<code>.<suffix>`, a document with exactly the finding that it is named after.
Validating it gives the severity, the message and the reference. The good example is the same location in a valid document
of `tests/valid/<format>/`. The wheel contains both folders. A code without a document of its own, such as a duplicate of
some other element, is explained by a valid document with that fault put in.
"""

from collections.abc import Iterator
from datetime import UTC, datetime
from functools import cache
from typing import TYPE_CHECKING, Final

from newsfeed.api import validate
from newsfeed.classes.frozen import frozen
from newsfeed.errors import UnknownCodeError, check_argument
from newsfeed.findings import Report, Severity
from newsfeed.plugins import registry
from newsfeed.profiles import profiles

if TYPE_CHECKING:
    from pathlib import Path

    from newsfeed.explain.examples import Location

BEFORE, AFTER = 2, 2
"""The number of lines before and after the faulty line in an example."""


@frozen(kw_only=True)
class Example:
    """Some lines of a document.

    Attributes:
        document: name of the file. A bad example without a file of its own has that of the valid document it was made of.
        path: path of the faulty element or value, or of its counterpart in a good example.
        lines: the lines.
        first: number of the first line in the document, counted from 1.
        line: line of the path, counted from 1; None if the whole document is meant.
        column: column of the path, counted from 1; None if the whole document is meant.
    """

    document: str
    path: str
    lines: tuple[str, ...]
    first: int
    line: int | None
    column: int | None


@frozen(kw_only=True)
class Explanation:
    """The explanation of a finding code.

    Attributes:
        code: the code.
        format: name of the format with the rule.
        severity: severity of its findings.
        rule: the rule, in one line.
        why: the reason for the rule and the meaning of its severity.
        reference: URL of the rule's public documentation.
        path: location of the fault in the bad example.
        bad: lines of a document that breaks the rule.
        good: lines of a valid document at the same location; None if the format has no valid document.
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
    """Explain a finding code.

    Args:
        code: a code such as `rss.item.guid.missing`.
        format: name of the format, for codes that several formats share (`xml.malformed`); None means the first of them.

    Returns:
        the explanation. A code with a name from the user's document (`rss.item.foo.unknown`) is explained by the example
        for another such name.

    Raises:
        UnknownCodeError: there is no such code; the error lists similar ones.
        UnknownFormatError: there is no such format.
    """
    check_argument("explain", "code", code, str, "a code such as 'rss.item.guid.missing'")
    documents = list(_documents(format))
    for matches in (str.__eq__, _differs_in_name_only):
        for name, path in documents:
            if matches(path.stem, code):
                return _explanation(path.stem, name, path, path.read_bytes())
    if format is None and code in comparison_codes():
        from newsfeed.explain.comparisons import explain_comparison  # imports the comparison of feeds

        return explain_comparison(code)
    for candidate in registry if format is None else (registry[format],):
        if explanation := _explain_variant(code, candidate.name):
            return explanation
    stems = dict.fromkeys((*(path.stem for _, path in documents), *comparison_codes()))
    import difflib  # slow to import and only needed for a wrong code

    raise UnknownCodeError(code, difflib.get_close_matches(code[:_LONGEST], stems, cutoff=0.5))


_LONGEST: Final = 128
"""More characters than any code has; comparing a longer one would only take time."""

_NAMED_BY_DOCUMENT: Final = ("unknown", "unexpected")
"""Kinds of fault whose codes contain a name from the user's document, so that one example covers all names."""


def _differs_in_name_only(example: str, code: str) -> bool:
    """Return whether two codes differ only in a name from the user's document, such as foo in `rss.item.foo.unknown`."""
    parts, code_parts = example.split("."), code.split(".")
    is_same_kind = len(parts) == len(code_parts) > 2 and parts[-1] == code_parts[-1] in _NAMED_BY_DOCUMENT
    return is_same_kind and parts[:-2] == code_parts[:-2]


_PRESENT: Final = datetime(2026, 9, 1, tzinfo=UTC)
"""The present in examples of dates in the future, and of news that is too old."""

_AGES: Final = ".outdated"
"""The end of the codes about values that are too old."""


def validate_example(data: bytes, name: str, code: str) -> Report:
    """Validate the example document of a code.

    Args:
        data: the document.
        name: the name of its format.
        code: the code; those about dates need a present, and those of profiles a profile.
    """
    profile = _example_profile(code.removeprefix("profile."), name) if code.startswith("profile.") else None
    is_dated = code.startswith(("date.", "profile.")) or code.endswith(_AGES)
    return validate(data, name, as_of=_PRESENT if is_dated else None, profile=profile)


def _example_profile(rule_name: str, format_name: str) -> str | None:
    """Return the profile that the example documents of a rule are for: the first that takes the format and has the rule."""
    candidates = (
        profile.name
        for profile in sorted(profiles(), key=lambda profile: _EXAMPLE_PROFILES.index(profile.name))
        if format_name in profile.formats and any(rule.name == rule_name for rule in profile.rules)
    )
    return next(candidates, None)


_EXAMPLE_PROFILES: Final = (
    "google-article",
    "google-news",
    "msn",
    "smartnews",
    "newsbreak",
    "apple-podcasts",
    "flipboard",
)
"""The profiles, those with the clearest examples first."""


def codes(format: str | None = None) -> list[tuple[str, str]]:
    """Return the format and the code of each finding with an example document.

    Raises:
        UnknownFormatError: there is no such format.
    """
    return [(name, path.stem) for name, path in _documents(format)]


def comparison_codes() -> list[str]:
    """Return the codes of the findings about the changes from one version of a feed to the next."""
    return [path.stem for path in example_files("invalid", COMPARISON)]


COMPARISON: Final = "diff"
"""The folder of the examples of changes, and what stands for a format in their explanations."""


def _documents(name: str | None) -> "Iterator[tuple[str, Path]]":
    """Yield the invalid documents of a format or of all formats, each with the name of its format."""
    for descriptor in registry if name is None else (registry[name],):
        for path in example_files("invalid", descriptor.name):
            yield descriptor.name, path


@cache
def example_files(kind: str, name: str) -> "tuple[Path, ...]":
    """Return the example documents of a format, or of `COMPARISON`; the kind is `valid` or `invalid`."""
    from newsfeed.validation import schemas  # imports msgspec

    folder = schemas.bundled_folder(kind, f"tests/{kind}") / name
    return tuple(sorted(folder.iterdir())) if folder.is_dir() else ()


def _explain_variant(code: str, name: str) -> Explanation | None:
    """Explain a code by a variant of a valid document; None if no variant has the fault."""
    from newsfeed.explain.variants import variants  # imports msgspec

    for path, data in variants(code, example_files("valid", name), example_files("invalid", name)):
        if any(finding.code == code for finding in validate_example(data, name, code)):
            return _explanation(code, name, path, data)
    return None


def _explanation(code: str, name: str, path: "Path", data: bytes) -> Explanation:
    """Explain a code by a document that has the fault."""
    from newsfeed.explain.examples import decode, good_example  # imports msgspec
    from newsfeed.explain.reasons import reason, rule, weight

    text = decode(data)
    finding = next(finding for finding in validate_example(data, name, code) if finding.code == code)
    line = text.split("\n")[finding.line - 1] if finding.line else ""
    good = good_example(example_files("valid", name), finding, line)
    return Explanation(
        code=code,
        format=name,
        severity=finding.severity,
        rule=rule(finding.message, text),
        why=f"{reason(code)} {weight(code, finding.severity)}".lstrip(),
        reference=finding.reference,
        path=finding.path,
        bad=example_lines(path, text, finding.path, finding.line, finding.column),
        good=_example_at(good) if good else None,
    )


def _example_at(location: "Location") -> Example:
    from newsfeed.explain.examples import decode  # imports msgspec

    document = location.document
    return example_lines(document, decode(document.read_bytes()), location.path, location.line, location.column)


def example_lines(document: "Path", text: str, path: str, line: int | None, column: int | None) -> Example:
    """Return the lines around a position, without blank lines at the end."""
    number = line or 1
    start = max(number - BEFORE, 1)
    lines = [source.rstrip("\r") for source in text.split("\n")[start - 1 : number + AFTER]]
    while start + len(lines) - 1 > number and not lines[-1].strip():
        lines.pop()
    return Example(document=document.name, path=path, lines=tuple(lines), first=start, line=line, column=column)
