"""llms.txt and llms-full.txt of the site: the list of its pages with a line each, and the pages that people wrote, in full."""

import re
from collections.abc import Iterator
from pathlib import Path

SECTIONS = {
    "Start": ("index", "tutorial"),
    "How-to guides": ("guide/*",),
    "Formats": ("formats/*",),
    "Reference": ("reference/*", "reference/api/*"),
    "Explanation": ("design/*",),
    "More": ("benchmarks", "comparison", "trust", "security", "gallery", "changelog"),
}
_FULL = ("Start", "How-to guides", "Formats", "Explanation")
_LONGEST_LINE = 200


def pages(docs: Path) -> dict[str, list[Path]]:
    """Return the pages of the site by section, each once."""
    listed: dict[str, list[Path]] = {}
    for section, patterns in SECTIONS.items():
        paths = [path for pattern in patterns for path in sorted(docs.glob(f"{pattern}.md"))]
        listed[section] = [path for path in paths if not any(path in others for others in listed.values())]
    return listed


def index(docs: Path) -> str:
    """Return llms.txt: https://llmstxt.org, with links that are relative to the root of the site."""
    title, summary = title_and_summary(docs / "index.md")
    lines = [f"# {title}", "", f"> {summary}"]
    for section, paths in pages(docs).items():
        lines += ["", f"## {section}", ""]
        lines += [_entry(path, docs) for path in paths]
    return "\n".join(lines) + "\n"


def _entry(path: Path, docs: Path) -> str:
    title, summary = title_and_summary(path)
    return f"- [{title}]({path.relative_to(docs).with_suffix('.html').as_posix()}): {summary}"


def full(docs: Path) -> str:
    """Return llms-full.txt: the text of the pages of the sections that people wrote."""
    return "\n".join(_texts(docs))


def _texts(docs: Path) -> Iterator[str]:
    for section, paths in pages(docs).items():
        for path in paths if section in _FULL else []:
            text = path.read_text(encoding="utf-8")
            yield re.sub(r"^```\{toctree\}.*?^```\n+", "", text, flags=re.MULTILINE | re.DOTALL)


def title_and_summary(path: Path) -> tuple[str, str]:
    """Return the heading of a page and the first sentences of its first paragraph, in one line of plain text."""
    text = path.read_text(encoding="utf-8")
    heading = re.search(r"^# (.+)$", text, re.MULTILINE)
    if heading is None:
        raise ValueError(f"{path}: the page has no heading")
    rest = re.sub(r"^(`{3,}).*?^\1$|<!--.*?-->", "", text[heading.end() :], flags=re.MULTILINE | re.DOTALL)
    paragraphs = (" ".join(part.split()) for part in re.split(r"\n\s*\n", rest))
    words = next((part for part in paragraphs if not re.match(r"[#|<!>]|[*-] |$", part)), "")
    plain = re.sub(r"!?\[([^\]]*)\]\([^)]*\)|[`*]", r"\1", words)
    return heading[1].replace("`", ""), _shortened(plain)


def _shortened(text: str) -> str:
    """Return as many sentences as fit in a line; a first one that is longer is cut at a word."""
    sentences = re.split(r"(?<=[.?!]) ", text)
    line = sentences[0]
    for sentence in sentences[1:]:
        if len(line) + len(sentence) >= _LONGEST_LINE:
            break
        line += f" {sentence}"
    return line if len(line) <= _LONGEST_LINE else line[:_LONGEST_LINE].rpartition(" ")[0] + " ..."
