"""Generator of docs/reference/api/ (`make docs`): the public names by page; Sphinx takes their text from the code."""

import ast
import functools
import importlib
import inspect
import itertools
import pkgutil
import shutil
import sys
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path
from types import MappingProxyType, ModuleType

from sphinx.ext.autodoc.mock import mock

import newsfeed
import newsfeed.integrations
from newsfeed import errors

FOLDER = Path(__file__).resolve().parents[1] / "docs" / "reference" / "api"

_INDEX = """# Python

Every public name, with its arguments, fields and errors. Names without a module are in `newsfeed`.

| page | what is there |
|---|---|
{rows}

```{{toctree}}
:hidden:

{entries}
```
"""
MOCKED = ("wagtail",)
_PACKAGES = ("plugins", "http", "http.validator", "hubs", "bulk")
OPTIONS = ("ReadOptions", "WriteOptions", "LossOptions")
# The names of newsfeed by page; the classes of the model follow by module, and the errors.
_FUNCTIONS = {
    page: tuple(names.split())
    for page, names in {
        "reading": "load loads load_story loads_story iter_stories detect Limits Headings",
        "writing": "dump dumps convert open_writer iter_bytes losses Loss formats RenderCache to_script",
        "validating": "validate Report Finding Severity explain Explanation Example profiles Profile ProfileRule",
        "feeds": """merge AddressRules TRACKING_PARAMETERS diff Difference Change revise StoryChanges split_archives
            split_pages Archives link_headers index_now IndexNowPayload""",
        "rights": "rights_files rights_head rights_headers check_rights Usage Policies Rights Payment",
        "plain-data": "to_dict from_dict to_rows from_rows",
    }.items()
}
_OPTIONS_OF = {"reading": ("ReadOptions",), "writing": ("WriteOptions", "LossOptions")}
_MODEL_PAGES = {
    "story": ("story", "feed"),
    "parts": ("parts", "blocks", "rich_text", "newsroom"),
    "people": ("parties", "metadata"),
    "media": ("media", "podcast", "extension", "subscription"),
}
TITLES: Mapping[str, tuple[str, str]] = MappingProxyType(
    {
        "reading": ("Read", "From a document to a feed or a story."),
        "writing": ("Write", "From a feed or a story to a document, and what the document loses."),
        "validating": ("Validate", "Documents and objects against the rules of formats and consumers."),
        "story": ("Story and feed", "The two classes that everything else belongs to, with every field."),
        "parts": ("Parts of a story", "Sections, press reviews, questions, topics and the blocks of their text."),
        "people": ("People, outlets, links", "Who wrote, published and is named, and what a story links to."),
        "media": ("Media and extensions", "Pictures, sound and video, podcasts, and elements of other vocabularies."),
        "feeds": ("Feeds over time", "Merge, compare, revise, archive and announce."),
        "rights": ("Rights", "What people and machines may do with stories."),
        "plain-data": ("Plain data", "The model as dicts and lists, as JSON has it, and as flat rows for data frames."),
        "others": ("Other names", "Everything that is on no other page."),
        "errors": ("Errors", "Every error that newsfeed raises, and nothing else."),
        "plugins": ("newsfeed.plugins", "Formats of your own, in a distribution of your own."),
        "http": ("newsfeed.http", "Stories over HTTP, for any framework."),
        "hubs": ("newsfeed.hubs", "Announce new stories to hubs and search engines, and subscribe."),
        "bulk": ("newsfeed.bulk", "Millions of stories, shard by shard."),
        "integrations": ("newsfeed.integrations", "Adapters for frameworks, databases and tables, a module each."),
    }
)


def public_names() -> list[str]:
    """Return every name that the reference has to have, with its module."""
    names = [f"newsfeed.{name}" for name in newsfeed.__all__] + [f"newsfeed.arguments.{name}" for name in OPTIONS]
    return names + [f"{module.__name__}.{name}" for module in modules() for name in names_of(module)]


def modules() -> list[ModuleType]:
    """Return the public modules besides newsfeed itself, and the integrations."""
    found = [load_module(f"newsfeed.{name}") for name in _PACKAGES]
    return [module for module in found if names_of(module)] + integrations()


def integrations() -> list[ModuleType]:
    """Return the modules of newsfeed.integrations, in the order of their names."""
    package = newsfeed.integrations
    names = sorted(info.name for info in pkgutil.iter_modules(package.__path__, f"{package.__name__}."))
    return [load_module(name) for name in names if not name.rpartition(".")[2].startswith("_")]


@functools.cache
def load_module(name: str) -> ModuleType:
    """Import a public module; libraries that are not among those of the developers are replaced by mocks.

    A module that was imported with mocks is left to nobody else.
    """
    if name in sys.modules or name.rpartition(".")[2] not in MOCKED:
        return importlib.import_module(name)
    with mock(list(MOCKED)):
        module = importlib.import_module(name)
    del sys.modules[name]
    return module


def names_of(module: ModuleType) -> list[str]:
    """Return the public names of a module: its `__all__`, or the classes and functions that are defined in it."""
    if hasattr(module, "__all__"):
        return sorted(module.__all__)
    return sorted(
        name
        for name, value in vars(module).items()
        if not name.startswith("_")
        and (inspect.isclass(value) or inspect.isfunction(value))
        and value.__module__.startswith(module.__name__)
    )


def pages() -> dict[str, str]:
    """Return the texts of the pages by the names of their files."""
    texts = {f"{name}.md": page(name, groups) for name, groups in _groups().items()}
    return texts | {"index.md": _index(list(texts))}


def _groups() -> dict[str, list[tuple[str, list[str]]]]:
    """Return the modules and names of each page, in the order of the pages."""
    named = {name: [("newsfeed", list(names))] for name, names in _FUNCTIONS.items()}
    for page_name, options in _OPTIONS_OF.items():
        named[page_name].append(("newsfeed.arguments", list(options)))
    taken = {name for names in _FUNCTIONS.values() for name in names}
    for page_name, model_modules in _MODEL_PAGES.items():
        classes = [name for module in model_modules for name in _model_classes(module) if name not in taken]
        named[page_name] = [("newsfeed", classes)]
    named["errors"] = [("newsfeed", [name for name in names_of(errors) if name in newsfeed.__all__])]
    listed = {name for groups in named.values() for _, names in groups for name in names}
    if others := sorted(set(newsfeed.__all__) - listed):
        named["others"] = [("newsfeed", others)]
    for name in _PACKAGES:
        module = load_module(f"newsfeed.{name}")
        if names_of(module):
            named.setdefault(name.partition(".")[0], []).append((module.__name__, names_of(module)))
    named["integrations"] = [(module.__name__, names_of(module)) for module in integrations()]
    return {name: named[name] for name in TITLES if name in named}


def _model_classes(module_name: str) -> list[str]:
    """Return the public classes of a module of the model; the class that the module is named after is first."""
    module_path = f"newsfeed.model.{module_name}"
    names = [name for name in newsfeed.__all__ if getattr(getattr(newsfeed, name), "__module__", "") == module_path]
    return sorted(names, key=lambda name: (name.lower() != module_name, name))


def page(name: str, groups: Iterable[tuple[str, list[str]]]) -> str:
    """Return the text of a page."""
    title, summary = TITLES[name]
    lines = [f"# {title}", "", summary, ""]
    for module, names in groups:
        if module not in {"newsfeed", "newsfeed.arguments"}:
            lines += [f"## {module}", "", "```{eval-rst}", f".. automodule:: {module}", "   :no-members:", "```", ""]
        for public in names:
            lines += ["```{eval-rst}", *_directive(module, public), "```", ""]
    return "\n".join(lines).rstrip() + "\n"


def _directive(module: str, name: str) -> Iterator[str]:
    value = getattr(load_module(module), name)
    if inspect.isclass(value) and issubclass(value, BaseException):
        yield from (f".. autoexception:: {module}.{name}", "   :show-inheritance:")
    elif inspect.isclass(value):
        yield from (f".. autoclass:: {module}.{name}", "   :members:")
    elif inspect.isroutine(value):
        yield f".. autofunction:: {module}.{name}"
    else:
        yield from (f".. py:data:: {name}", f"   :module: {module}", "", f"   {documentation(module, name)}")


def documentation(module: str, name: str) -> str:
    """Return the docstring below the assignment of a name, in the module that defines it; "" if there is none."""
    statements = ast.parse(inspect.getsource(load_module(module))).body
    for statement, following in itertools.pairwise([*statements, ast.Pass()]):
        if isinstance(statement, ast.ImportFrom) and name in {alias.asname or alias.name for alias in statement.names}:
            return documentation(statement.module or "", name)
        targets = statement.targets if isinstance(statement, ast.Assign) else [getattr(statement, "target", None)]
        if name in {getattr(target, "id", "") for target in targets} and isinstance(following, ast.Expr):
            return " ".join(str(ast.literal_eval(following.value)).split())
    return ""


def _index(names: list[str]) -> str:
    rows = [
        f"| [{title}]({name}) | {summary} |" for name in names for title, summary in [TITLES[name.removesuffix(".md")]]
    ]
    entries = [name.removesuffix(".md") for name in names]
    return _INDEX.format(rows="\n".join(rows), entries="\n".join(entries))


def main() -> None:
    """Write the pages, and remove those that are no more."""
    shutil.rmtree(FOLDER, ignore_errors=True)
    FOLDER.mkdir(parents=True)
    for name, text in pages().items():
        (FOLDER / name).write_text(text, encoding="utf-8")


if __name__ == "__main__":
    main()
