"""Settings of Sphinx: `make docs` writes the site of the documentation to docs/_build/html."""

import importlib.metadata
import re
import sys
import tomllib
from pathlib import Path

from docutils import nodes
from sphinx.addnodes import pending_xref
from sphinx.application import Sphinx
from sphinx.environment import BuildEnvironment

DOCS = Path(__file__).resolve().parent
sys.path.insert(0, str(DOCS))
import docstrings  # noqa: E402  (beside this file, which Sphinx does not import as part of a package)
import llms_texts  # noqa: E402

ROOT = DOCS.parent
PROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]

project = "newsfeed"
author = PROJECT["authors"][0]["name"]
copyright = author  # noqa: A001  (the name that Sphinx asks for)
release = version = importlib.metadata.version(PROJECT["name"])

extensions = ["myst_parser", "sphinx.ext.autodoc", "sphinx.ext.napoleon", "sphinx_copybutton"]
exclude_patterns = ["_build"]
html_theme = "furo"
html_title = "newsfeed"
html_static_path = ["_static"]
html_css_files = ["newsfeed.css"]
html_copy_source = False
html_show_copyright = False
html_theme_options = {"source_repository": "", "top_of_page_buttons": []}
pygments_style = "friendly"
suppress_warnings = [
    "misc.highlighting_failure",  # a document that is shortened by `...` is no JSON any more; it is shown without colors
    "ref.python",  # `type` is the name of several fields besides that of the class
]

myst_heading_anchors = 6
myst_enable_extensions = ["attrs_inline", "fieldlist"]
copybutton_prompt_text = r">>> |\.\.\. |\$ "
copybutton_prompt_is_regexp = True

default_role = "code"
napoleon_numpy_docstring = False
napoleon_use_rtype = False
autodoc_member_order = "bysource"
autodoc_typehints = "signature"
autodoc_typehints_format = "short"
autodoc_preserve_defaults = True
autodoc_mock_imports = ["wagtail"]
autodoc_class_signature = "separated"
python_use_unqualified_type_names = True
python_maximum_signature_line_length = 80

_LINK = re.compile(r"(\]\()((?:\.\./)+[^)#\s]*)(#[^)\s]*)?\)")
_FILE_BLOCK = re.compile(r"^(`{3,})(\w+) ([\w./-]+)\n", re.MULTILINE)
_FENCED = re.compile(r"^(`{3,}).*?^\1$", re.MULTILINE | re.DOTALL)


def adapt_page(app: Sphinx, page: str, source: list[str]) -> None:
    """Adapt a page that is written for any viewer of Markdown.

    A link to a file outside of docs leads to the source, and a block that is a file has the file's name as its caption.
    """
    path = Path(app.env.doc2path(page))
    text = _FILE_BLOCK.sub(r"\1{code-block} \2\n:caption: \3\n\n", source[0])

    def outside(match: re.Match[str]) -> str:
        """Return a link as it is, or to the source if it leads out of the documentation."""
        target = (path.parent / match[2]).resolve()
        if target.is_relative_to(DOCS):
            return match[0]
        return f"{match[1]}{PROJECT['urls']['Source']}{target.relative_to(ROOT).as_posix()}{match[3] or ''})"

    source[0] = _LINK.sub(outside, text)


def adapt_docstring(_app: Sphinx, _what: str, _name: str, _object: object, _options: object, lines: list[str]) -> None:
    """Adapt a docstring before napoleon reads it."""
    lines[:] = docstrings.separate_fields(docstrings.marked_code(lines))


def resolve_alias(
    app: Sphinx, env: BuildEnvironment, node: pending_xref, content: nodes.TextElement
) -> nodes.reference | None:
    """Resolve a class by the public name of newsfeed that it has besides the module that defines it."""
    if node.get("refdomain") != "py" or not node.get("reftarget", "").startswith("newsfeed."):
        return None
    name = node["reftarget"].rpartition(".")[2]
    domain = env.get_domain("py")
    for module in ("newsfeed", "newsfeed.plugins", "newsfeed.http", "newsfeed.arguments"):
        alias = f"{module}.{name}"
        if alias in domain.objects:
            return domain.resolve_xref(env, node["refdoc"], app.builder, "obj", alias, node, content)
    return None


def write_texts(app: Sphinx, error: Exception | None) -> None:
    """Write llms.txt and llms-full.txt to the root of the site, where language models look for them."""
    if error is None and app.builder.name == "html":
        (app.outdir / "llms.txt").write_text(llms_texts.index(DOCS), encoding="utf-8")
        (app.outdir / "llms-full.txt").write_text(llms_texts.full(DOCS), encoding="utf-8")


def setup(app: Sphinx) -> None:
    """Connect the functions above."""
    app.connect("source-read", adapt_page)
    app.connect("autodoc-process-docstring", adapt_docstring, priority=400)  # before napoleon
    app.connect("missing-reference", resolve_alias)
    app.connect("build-finished", write_texts)
