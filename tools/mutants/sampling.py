"""Mutants of the modules that read what strangers write, and a random sample of them."""

import ast
import difflib
import random
import re
from collections import defaultdict
from collections.abc import Iterator
from pathlib import Path
from typing import Any, NamedTuple

import parso
from cosmic_ray.ast import ast_nodes
from cosmic_ray.mutating import mutate_code
from cosmic_ray.plugins import get_operator, operator_names

ROOT = Path(__file__).resolve().parents[2]
PACKAGE = ROOT / "src/newsfeed"
MODULES = (
    "values/**/*.py", "io/html*.py", "io/sanitizing/*.py", "body/parse*.py", "syndication/read/*.py", "formats/jsonld/*.py",
    "formats/newsml/*rules.py",
)  # fmt: skip
CACHES = ("cache", "lru_cache", "functools.cache", "functools.lru_cache")

WHOLE = (1, 10**6)
"""The lines of a whole module."""

_IDENTITY = re.compile(r"ComparisonOperator_(?!Is_|IsNot_)\w+_Is(Not)?$")
"""Other comparisons made one of identity: whether equal texts and numbers are identical is left to the interpreter."""


class Mutant(NamedTuple):
    """A change of one module."""

    module: str
    line: int
    diff: str
    source: str


def checked_modules() -> list[Path]:
    return sorted({path for glob in MODULES for path in PACKAGE.glob(glob)})


def sample(count: int, seed: int) -> Iterator[Mutant]:
    """Yield a random sample of mutants: from each module as many as its share of all lines, one at a place at most."""
    generator = random.Random(seed)
    modules = checked_modules()
    sizes = {module: len(module.read_text().splitlines()) for module in modules}
    shares = {module: count * size / sum(sizes.values()) for module, size in sizes.items()}
    by_rest = sorted(modules, key=lambda module: (int(shares[module]) - shares[module], module))
    rounded_up = by_rest[: count - sum(map(int, shares.values()))]
    spare = 0
    for module in sorted(modules, key=lambda module: sizes[module]):  # what a small one lacks goes to a larger one
        wanted = int(shares[module]) + (module in rounded_up) + spare
        chosen = []
        by_place: dict[tuple[int, int], list[tuple[str, int]]] = defaultdict(list)
        for place, operator, occurrence in mutations(module):
            by_place[place].append((operator, occurrence))
        places = sorted(by_place)
        generator.shuffle(places)
        for place in places:
            if len(chosen) == wanted:
                break
            operator, occurrence = generator.choice(by_place[place])
            if mutant := mutate(module, operator, occurrence, place[0]):
                chosen.append(mutant)
        spare = wanted - len(chosen)
        yield from chosen


def mutations(module: Path) -> Iterator[tuple[tuple[int, int], str, int]]:
    """Yield the place, operator and occurrence of each mutant of a module that can change what it does."""
    source = module.read_text()
    skipped = _skipped(ast.parse(source))
    nodes = [
        node for node in ast_nodes(parso.parse(source)) if node.type not in ("name", "newline", "string", "endmarker")
    ]
    for name in operator_names():
        operator_class = get_operator(name)
        if operator_class.arguments() or _IDENTITY.search(name):
            continue
        operator = operator_class()
        places = (start for node in nodes for start, _ in operator.mutation_positions(node))
        for occurrence, place in enumerate(places):
            if not any(start <= place < end for start, end in skipped):
                yield place, name, occurrence


def _skipped(module: ast.Module) -> list[tuple[tuple[int, int], tuple[int, int]]]:
    """Return the parts of a module where no mutant can change what it does.

    These are annotations, which are not evaluated; what only type checkers run; and caches, which save time only.
    """
    parts: list[ast.AST] = []
    for node in ast.walk(module):
        if isinstance(node, ast.arg | ast.AnnAssign) and node.annotation:
            parts.append(node.annotation)
        if isinstance(node, ast.AnnAssign) and ast.unparse(node.annotation) == "TypeAlias":
            parts.append(node)
        if isinstance(node, ast.FunctionDef):
            parts += [*filter(None, [node.returns])]
            parts += [each for each in node.decorator_list if ast.unparse(each).partition("(")[0] in CACHES]
        if isinstance(node, ast.Call) and ast.unparse(node.func) in CACHES:
            parts.append(node)
        if isinstance(node, ast.If) and ast.unparse(node.test) == "TYPE_CHECKING":
            parts.append(node)
    return [_span(part) for part in parts]


def _span(node: Any) -> tuple[tuple[int, int], tuple[int, int]]:
    # The place of a decorator is that of its "@".
    return (node.lineno, node.col_offset - 1), (node.end_lineno, node.end_col_offset)


def mutate(module: Path, operator: str, occurrence: int, line: int) -> Mutant | None:
    """Return a mutant, or None if it is no Python or the same program."""
    source = module.read_text()
    try:
        mutated = mutate_code(source, get_operator(operator)(), occurrence)
    except AttributeError:  # cosmic-ray cannot replace an exception with a dotted name.
        return None
    try:
        if mutated is None or ast.dump(ast.parse(mutated)) == ast.dump(ast.parse(source)):
            return None
        compile(mutated, str(module), "exec")
    except SyntaxError:
        return None
    changed = difflib.unified_diff(source.splitlines(), mutated.splitlines(), n=0, lineterm="")
    diff = "\n".join(change for change in changed if change[0] in "+-" and not change.startswith(("+++", "---")))
    return Mutant(str(module.relative_to(ROOT)), line, diff, mutated)


def lines_of(module: ast.Module, line: int) -> tuple[int, int]:
    """Return the lines whose tests run a mutant: the innermost statement in a function, without the statements in it.

    They are those of the whole module outside of functions, and in a cached function, which only the first test runs.
    """
    best = WHOLE
    for function in ast.walk(module):
        if isinstance(function, ast.FunctionDef) and function.body[0].lineno <= line <= (function.end_lineno or 0):
            if any(ast.unparse(decorator).partition("(")[0] in CACHES for decorator in function.decorator_list):
                return WHOLE
            for statement in ast.walk(function):
                if isinstance(statement, ast.stmt) and statement is not function:
                    inner = getattr(statement, "body", None)
                    last = inner[0].lineno - 1 if isinstance(inner, list) else statement.end_lineno or 0
                    last = max(last, statement.lineno)
                    if best[0] <= statement.lineno <= line <= last:
                        best = (statement.lineno, last)
    return best
