"""The site of the documentation: it builds without a warning, its links lead somewhere, and it has every public name."""

import inspect
import re
import subprocess
import sys
from collections.abc import Iterator
from html.parser import HTMLParser
from pathlib import Path
from urllib.parse import unquote

import attrs
import docstrings
import pytest

import api_pages
import newsfeed

sphinx_inventory = pytest.importorskip("sphinx.util.inventory", reason="Sphinx is not installed")

ROOT = Path(__file__).resolve().parents[2]
DOCS = ROOT / "docs"


class Page(HTMLParser):
    """The anchors of a page, and the addresses that it links to or shows."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.anchors: set[str] = set()
        self.targets: list[str] = []
        self.feed(text)

    def handle_starttag(self, tag: str, attributes: list[tuple[str, str | None]]) -> None:
        """Collect the values of the attributes that name anchors and addresses."""
        for name, value in attributes:
            if name == "id" or (tag == "a" and name == "name"):
                self.anchors.add(value or "")
            elif name in {"href", "src"} and value:
                self.targets.append(value)


def broken_links(site: Path) -> Iterator[str]:
    """Yield the links and pictures of a folder of pages that lead to no file or no anchor of it."""
    pages = {path: Page(path.read_text(encoding="utf-8")) for path in site.rglob("*.html")}
    for path, page in pages.items():
        for target in page.targets:
            if re.match(r"[a-z][a-z0-9+.-]*:|//", target):
                continue
            name, _, anchor = target.partition("#")
            linked = (path.parent / unquote(name.partition("?")[0])).resolve() if name else path
            linked = linked / "index.html" if linked.is_dir() else linked
            if not linked.is_file():
                yield f"{path.relative_to(site)}: {target}"
            elif anchor and linked in pages and unquote(anchor) not in pages[linked].anchors:
                yield f"{path.relative_to(site)}: {target}: no such anchor"


def public_names_and_fields() -> Iterator[str]:
    """Yield every public name, and each field of those that are attrs classes or typed dictionaries."""
    for name in api_pages.public_names():
        yield name
        yield from (f"{name}.{field}" for field in fields_of(value_of(name)))


def fields_of(value: object) -> list[str]:
    """Return the names of the public fields of a class; empty for anything else."""
    if not inspect.isclass(value):
        return []
    if attrs.has(value):
        return [field.name for field in attrs.fields(value) if not field.name.startswith("_")]
    return list(value.__annotations__) if value.__name__ in api_pages.OPTIONS else []


def documented_names(site: Path) -> set[str]:
    """Return the names in the inventory of a site."""
    with (site / "objects.inv").open("rb") as file:
        inventory = sphinx_inventory.InventoryFile.load(file, "", lambda base, uri: f"{base}/{uri}")
    return {name for kind, entries in inventory.items() if kind.startswith("py:") for name in entries}


@pytest.mark.slow
def test_the_site_builds_without_a_warning_and_is_complete(tmp_path: Path) -> None:
    site = tmp_path / "html"
    command = [sys.executable, "-m", "sphinx", "-W", "--keep-going", "-q", "-d", tmp_path / "doctrees", DOCS, site]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    assert (done.returncode, done.stderr) == (0, "")
    assert list(broken_links(site)) == []
    assert sorted(set(public_names_and_fields()) - documented_names(site)) == []
    check_texts_for_models(site)


def check_texts_for_models(site: Path) -> None:
    """Check that llms.txt lists every page of the site once, with a line about it, and that llms-full.txt has their text."""
    index = (site / "llms.txt").read_text(encoding="utf-8")
    entries = re.findall(r"^- \[([^\]]+)\]\(([^)]+)\): (.+)$", index, re.MULTILINE)
    addresses = [address for _, address, _ in entries]
    pages = {path.relative_to(site).as_posix() for path in site.rglob("*.html")}
    assert sorted(addresses) == sorted(pages - {"genindex.html", "search.html", "py-modindex.html"})
    assert len(entries) == index.count("\n- ")
    full = (site / "llms-full.txt").read_text(encoding="utf-8")
    assert all(
        (path.read_text(encoding="utf-8").splitlines()[0] + "\n") in full for path in (DOCS / "guide").glob("*.md")
    )


def test_broken_links_are_found(tmp_path: Path) -> None:
    links = '<a href="b.html#here">x</a><a href="#top">x</a><img src="no.png"><a href="https://x/">x</a>'
    (tmp_path / "a.html").write_text(links)
    (tmp_path / "b.html").write_text('<p id="here"><a href="a.html#gone">x</a><a href="c.html">x</a>')
    assert sorted(broken_links(tmp_path)) == [
        "a.html: #top: no such anchor",
        "a.html: no.png",
        "b.html: a.html#gone: no such anchor",
        "b.html: c.html",
    ]


def value_of(name: str) -> object:
    """Return what a public name stands for."""
    module, _, last = name.rpartition(".")
    return getattr(api_pages.load_module(module), last)


CLASSES = [name for name in api_pages.public_names() if fields_of(value_of(name))]
_SECTION = re.compile(r"^(Attributes|Args):\n((?:[ ]{4}.*\n|\n)+)", re.MULTILINE)


@pytest.mark.parametrize("name", CLASSES)
def test_every_field_of_a_public_class_has_a_sentence(name: str) -> None:
    value = value_of(name)
    assert inspect.isclass(value)
    inherited = [base for base in inspect.getmro(value) if base.__doc__ and base.__module__.startswith("newsfeed")]
    lines = [line for base in inherited for line in [*inspect.cleandoc(base.__doc__ or "").splitlines(), ""]]
    text = "\n".join(docstrings.separate_fields(lines))
    sections = "".join(match[2] for match in _SECTION.finditer(text))
    sentences = dict(re.findall(r"^ {4}(\w+)(?: \([^)]*\))?: (.{8,})$", sections, re.MULTILINE))
    assert [field for field in fields_of(value) if field not in sentences] == []


def test_docstrings_are_adapted_for_sphinx() -> None:
    text = [
        "Summary:",
        "",
        "    example()",
        "",
        "Attributes:",
        "    a, b: their",
        "        meaning.",
        "    c: one, two: three.",
        "",
    ]
    assert docstrings.separate_fields(docstrings.marked_code(text)) == [
        *("Summary:", "", "    example()", "", "Attributes:", "    a: their", "        meaning."),
        *("    b: their", "        meaning.", "    c: one, two: three.", ""),
    ]
    code = ["Use it:", "so", "", "    example()", "", "Args:", "    a: x", "", "    b: y"]
    assert docstrings.marked_code(code)[3:6] == [".. code-block:: python", "", "    example()"]
    assert docstrings.marked_code(code)[6:] == code[4:]


def test_every_public_name_has_a_docstring() -> None:
    assert newsfeed.__all__
    for name in api_pages.public_names():
        module, _, last = name.rpartition(".")
        value = value_of(name)
        is_documented = inspect.isclass(value) or inspect.isroutine(value)
        text = inspect.getdoc(value) if is_documented else api_pages.documentation(module, last)
        assert text, name
