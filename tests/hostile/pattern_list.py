"""The regular expressions of newsfeed: run as a program, it prints where each is and how it is used, as JSON.

It must see each pattern being compiled, so it runs in an interpreter that has not imported newsfeed yet.
"""

import ast
import contextlib
import functools
import importlib
import json
import pkgutil
import re
import sys
from collections import defaultdict
from collections.abc import Iterator
from pathlib import Path
from types import FrameType
from typing import Any, Final

METHODS: Final = frozenset({"match", "fullmatch", "search", "sub", "subn", "split", "findall", "finditer"})

_seen: dict[tuple[str, int], dict[str, Any]] = {}
_compile = re._compile  # type: ignore[attr-defined]


def _record(source: object, flags: object) -> Any:
    result = _compile(source, flags)
    frame: FrameType | None = sys._getframe(1)
    function = ""
    while frame is not None and frame.f_globals.get("__name__") in ("re", "functools"):
        if frame.f_globals["__name__"] == "re":
            function = frame.f_code.co_name
        frame = frame.f_back
    module = "" if frame is None else str(frame.f_globals.get("__name__"))
    if frame is not None and module.startswith("newsfeed") and module != "newsfeed.values.patterns":
        _note(result, frame.f_code.co_filename, frame.f_lineno, function)
    return result


def _note(compiled: Any, path: str, line: int, function: str) -> None:
    if isinstance(compiled.pattern, bytes):
        source, is_bytes = compiled.pattern.decode("latin-1"), True
    else:
        source, is_bytes = compiled.pattern, False
    name = _name(path, line)
    methods = {function} if function in METHODS else _methods(path, name)
    entry = _seen.setdefault(
        (source, compiled.flags),
        {
            "pattern": source,
            "flags": compiled.flags,
            "bytes": is_bytes,
            "name": f"{_module(path)}:{name}",
            "methods": [],
        },
    )
    entry["methods"] = sorted({*entry["methods"], *methods})


def _module(path: str) -> str:
    return path.rpartition("newsfeed/")[2].removesuffix(".py").replace("/", ".")


@functools.cache
def _tree(path: str) -> ast.Module:
    return ast.parse(Path(path).read_text())


def _name(path: str, line: int) -> str:
    """Return the name that a pattern which is compiled in a line gets."""
    best = ""
    for node in ast.walk(_tree(path)):
        if not (getattr(node, "lineno", line + 1) <= line <= (getattr(node, "end_lineno", 0) or 0)):
            continue
        if isinstance(node, ast.AnnAssign) and isinstance(node.target, ast.Name):
            best = node.target.id
        elif isinstance(node, ast.Assign) and isinstance(node.targets[0], ast.Name):
            best = node.targets[0].id
        elif isinstance(node, ast.keyword) and node.arg:
            best = node.arg
        elif isinstance(node, ast.FunctionDef):
            best = node.name
    return best


@functools.cache
def _uses() -> dict[str, dict[str, set[str]]]:
    """Return which methods are called on which names, by the file ("" for all)."""
    uses: dict[str, dict[str, set[str]]] = defaultdict(lambda: defaultdict(set))
    package = sys.modules["newsfeed"].__path__[0]
    for path in Path(package).rglob("*.py"):
        for node in ast.walk(_tree(str(path))):
            if isinstance(node, ast.Attribute) and node.attr in METHODS:
                value = node.value.func if isinstance(node.value, ast.Call) else node.value
                value = value.value if isinstance(value, ast.Subscript) else value
                name = getattr(value, "id", "") or getattr(value, "attr", "")
                uses[str(path)][name].add(node.attr)
                uses[""][name].add(node.attr)
    return uses


def _methods(path: str, name: str) -> set[str]:
    """Return the methods that are called on a name, or search and match if none is seen."""
    uses = _uses()
    return uses[path].get(name) or uses[""].get(name) or {"search", "match"}


def _lazy_patterns() -> Iterator[object]:
    import gc

    for item in gc.get_objects():
        if type(item).__name__ == "_LazyPattern":
            yield item


def main() -> None:
    re._compile = _record  # type: ignore[attr-defined]
    import newsfeed
    from newsfeed.values import patterns

    original = patterns._LazyPattern.__init__

    def noted(self: Any, source: Any, flags: int) -> None:
        original(self, source, flags)
        frame = sys._getframe(2)
        _note(_compile(source, flags), frame.f_code.co_filename, frame.f_lineno, "")

    patterns._LazyPattern.__init__ = noted  # type: ignore[method-assign]
    for module in pkgutil.walk_packages(newsfeed.__path__, "newsfeed."):
        if not module.name.endswith("__main__"):
            # An optional library may be missing, or have no settings.
            with contextlib.suppress(Exception):
                importlib.import_module(module.name)
    for path in sys.argv[1:]:
        with contextlib.suppress(newsfeed.NewsfeedError):
            newsfeed.validate(newsfeed.load(path))
    json.dump(list(_seen.values()), sys.stdout)


if __name__ == "__main__":
    main()
