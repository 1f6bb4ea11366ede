"""`newsfeed explain`: what a finding's code means, with a bad and a good example."""

from collections.abc import Iterator
from typing import Final

import attrs
import click

from newsfeed.cli import tables
from newsfeed.cli.excerpts import Lines
from newsfeed.cli.lines import printable, put, severity
from newsfeed.cli.options import FormatName
from newsfeed.errors import UnknownCodeError
from newsfeed.explain import Example, Explanation, explanations

_WIDE: Final = 60
"""The column around which lines are shown, unless what they are about is behind it; so most are shown whole."""


@click.command(
    epilog="\b\nExamples:\n  newsfeed explain rss.item.guid.missing\n  newsfeed explain --format atom\n"
    "  newsfeed explain rss.item.guid.missing --output json"
)
@click.argument("code", metavar="[CODE]", required=False)
@click.option("--format", "name", type=FormatName("validates"), help="The format whose codes are meant.")
@click.option(
    "--output", type=click.Choice(["text", "json"]), default="text", show_default=True, help="How to print it."
)
def explain(code: str | None, name: str | None, output: str) -> None:
    """Explain the code of a finding: the rule, why it matters, a bad and a good example.

    Without CODE, list the codes.
    """
    if code is None:
        _list(name, output)
        return
    try:
        found = explanations.explain(code, name)
    except UnknownCodeError as error:
        raise click.UsageError(f"{error}; newsfeed explain lists them all") from None
    put(_json(attrs.asdict(found)) if output == "json" else "".join(f"{line}\n" for line in _text(found)))


def _list(name: str | None, output: str) -> None:
    codes = explanations.codes(name)
    if output == "json":
        put(_json([{"format": a_format, "code": code} for a_format, code in codes]))
    else:
        tables.show(("Format", "Code"), codes)


def _json(data: object) -> str:
    import json  # dear to import, and seldom needed

    return json.dumps(data, ensure_ascii=False, indent=2, allow_nan=False) + "\n"


def _text(found: Explanation) -> Iterator[str]:
    yield f"{found.code} ({severity(found.severity)}, {found.format})"
    yield ""
    yield f"Rule:  {printable(found.rule)}"
    yield f"Why:   {found.why}"
    if found.reference:
        yield f"See:   {found.reference}"
    yield from _example("Bad", found.bad)
    if found.good:
        yield from _example("Good", found.good)


def _example(title: str, example: Example) -> Iterator[str]:
    yield ""
    yield f"{title}:  {printable(example.path.rstrip('/') or 'the document')}"
    lines = Lines("\n".join(example.lines).encode())
    for at, _ in enumerate(example.lines, 1):
        number = example.first + at - 1
        column = (example.column or 1) if number == example.line else 1
        text, *_ = lines.excerpt(at, max(column, _WIDE)) or ("",)
        yield f"{number:5} | {text}".rstrip()
        if number == example.line and title == "Bad" and text:
            yield f"      | {lines.excerpt(at, column)[1]}"
