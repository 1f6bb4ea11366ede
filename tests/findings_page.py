"""Writes the reference page of finding codes anew (`make docs`): every code, by format and by what it is about."""

from collections.abc import Iterator
from itertools import groupby
from pathlib import Path

from newsfeed import Explanation
from newsfeed.explain import codes, explain
from newsfeed.plugins import registry

PAGE = Path(__file__).resolve().parents[1] / "docs" / "reference" / "findings.md"

HEAD = """# Findings

What `newsfeed validate` finds, by format and by what it is about: every code that has a document of its own in `tests/invalid`.
`newsfeed explain CODE` says of each why it matters, with a bad and a good example; it also explains the same kinds of fault of
other elements and attributes (`itunes.author.duplicate`), which are not listed. This page is made by `make docs`.
"""


def page() -> str:
    """Give the text of the page."""
    explained = [explain(code, name) for name, code in codes()]
    return "\n".join([HEAD, *_formats(explained)]) + "\n"


def _formats(explained: list[Explanation]) -> Iterator[str]:
    for name, group in groupby(explained, lambda each: each.format):
        rules = list(group)
        yield from (f"## {registry[name].title}", "", f"{len(rules)} codes of `{name}`.", "")
        for subject, about in groupby(rules, lambda each: ".".join(each.code.split(".")[:2])):
            yield from _table(subject, about)


def _table(subject: str, about: Iterator[Explanation]) -> Iterator[str]:
    yield from (f"### {subject}", "", "| code | severity | rule | reference |", "|---|---|---|---|")
    for each in about:
        link = f"[{_label(each.reference)}]({each.reference})" if each.reference else ""
        yield f"| `{each.code}` | {each.severity} | {_cell(each.rule)} | {link} |"
    yield ""


def _label(url: str) -> str:
    """Give the last words of a URL: the name of the page."""
    path = url.removeprefix("https://").removeprefix("http://").rstrip("/")
    return path.rpartition("/")[2].removesuffix(".html").lstrip("#") or path


def _cell(text: str) -> str:
    """Give text as it stands in a cell of a table: HTML in it is shown, and nothing ends the cell."""
    for sign, written in (("&", "&amp;"), ("<", "&lt;"), ("|", "\\|"), ("*", "\\*"), ("`", "\\`")):
        text = text.replace(sign, written)
    return text


def main() -> None:
    """Write the page."""
    PAGE.parent.mkdir(parents=True, exist_ok=True)
    PAGE.write_text(page(), encoding="utf-8")


if __name__ == "__main__":
    main()
