"""The schema of the terms of a feed or entry: the module of RSL 1.0, made for RSS and allowed in Atom, too."""

from collections.abc import Iterable

from newsfeed.rights import rsl, rsl_rules
from newsfeed.validation.element_schemas import UNCHECKED, ElementSchema
from newsfeed.validation.faults import Fault
from newsfeed.validation.nodes import Node


def terms() -> ElementSchema:
    """Return the schema of `<rsl:content>`; its elements have the same rules as in a license file."""
    return ElementSchema(
        rsl.CONTENT, code=rsl_rules.PREFIX, once=False, content=UNCHECKED, foreign=True, rules=(_check_terms,)
    )


def _check_terms(node: Node) -> Iterable[Fault]:
    # The rules compare the elements of one parent, so they run once, when the walk is at the first of them.
    if node.parent is None or node.parent.counts[rsl.CONTENT] > 1:
        return
    for code, message, element, severity in rsl_rules.check_contents(node.parent.element):
        yield Fault(code, "", message, element=element, severity=severity, reference=rsl.STANDARD)
