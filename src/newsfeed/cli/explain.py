"""`newsfeed explain`: the meaning of a finding's code, with a bad and a good example."""

from collections.abc import Iterator
from typing import Final

import attrs
import click

from newsfeed.cli import tables
from newsfeed.cli.options import from_option, quiet_option, report_option
from newsfeed.cli.terminal import colored_severity, print_json, print_text
from newsfeed.errors import UnknownCodeError
from newsfeed.explain import Example, Explanation, explanations
from newsfeed.reports.excerpts import Lines
from newsfeed.reports.printing import printable

_WIDE: Final = 60
"""The column to center long lines on, unless the finding is further right: most lines are shown whole."""


@click.command(
    epilog="\b\nExamples:\n  newsfeed explain rss.item.guid.missing\n  newsfeed explain --from atom\n"
    "  newsfeed explain rss.item.guid.missing --report json"
)
@click.argument("code", metavar="[CODE]", required=False)
@from_option("validates", "the documents that the codes are about")
@report_option(["text", "json"])
@quiet_option
def explain(code: str | None, source_format: str | None, report: str) -> None:
    """Explain the code of a finding: the rule, why it matters, a bad and a good example.

    Without CODE, list all codes.
    """
    if code is None:
        _list_codes(source_format, report)
        return
    try:
        explanation = explanations.explain(code, source_format)
    except UnknownCodeError as error:
        raise click.UsageError(f"{error}; newsfeed explain lists them all") from None
    if report == "json":
        print_json(attrs.asdict(explanation))
    else:
        print_text("".join(f"{line}\n" for line in _lines(explanation)))


def _list_codes(source_format: str | None, report: str) -> None:
    codes = explanations.codes(source_format)
    if source_format is None:
        codes += [(explanations.COMPARISON, code) for code in explanations.comparison_codes()]
    if report == "json":
        print_json([{"format": format_name, "code": code} for format_name, code in codes])
    else:
        tables.show(("Format", "Code"), codes)


def _lines(explanation: Explanation) -> Iterator[str]:
    yield f"{explanation.code} ({colored_severity(explanation.severity)}, {explanation.format})"
    yield ""
    yield f"Rule:  {printable(explanation.rule)}"
    yield f"Why:   {explanation.why}"
    if explanation.reference:
        yield f"See:   {explanation.reference}"
    yield from _example_lines("Bad", explanation.bad)
    if explanation.good:
        yield from _example_lines("Good", explanation.good)


def _example_lines(title: str, example: Example) -> Iterator[str]:
    yield ""
    yield f"{title}:  {printable(example.path.rstrip('/') or 'the document')}"
    lines = Lines("\n".join(example.lines).encode())
    for index in range(1, len(example.lines) + 1):
        number = example.first + index - 1
        column = (example.column or 1) if number == example.line else 1
        text, *_ = lines.excerpt(index, max(column, _WIDE)) or ("",)
        yield f"{number:5} | {text}".rstrip()
        if number == example.line and title == "Bad" and text:
            yield f"      | {lines.excerpt(index, column)[1]}"
