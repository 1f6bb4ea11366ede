"""Rules for the groups of a package: the root exists, and no group contains itself."""

from collections.abc import Iterator

from lxml import etree

from newsfeed.formats.newsml.faults import ERROR, Fault
from newsfeed.formats.newsml.schema_names import NS
from newsfeed.validation.faults import quote


def check_groups(item: "etree._Element") -> Iterator[Fault]:
    """Yield a fault if the root of a groupSet is not a group in it, and for a group that contains itself."""
    for group_set in item.iterfind(f"{NS}groupSet"):
        groups = {name: group for group in group_set.iterfind(f"{NS}group") if (name := group.get("id"))}
        root = group_set.get("root", "").strip()
        if root and root not in groups:
            names = ", ".join(list(groups)[:8])
            remedy = f"write the id of one of the groups: {names}" if groups else "add the id to the topmost group"
            message = f"root is {quote(root, 64)}, but no <group> has this id: {remedy}"
            yield Fault(group_set, ERROR, "newsml.group-set.root.dangling", message, "@root")
        yield from _check_cycles(groups)


def _check_cycles(groups: "dict[str, etree._Element]") -> Iterator[Fault]:
    """Yield a fault for the first `<groupRef>` that closes a cycle, found by a depth-first walk without recursion."""
    references = {name: list(group.iterfind(f"{NS}groupRef")) for name, group in groups.items()}
    finished: set[str] = set()
    for start, start_references in references.items():
        path = {start}
        stack = [(start, iter(start_references))] if start not in finished else []
        while stack:
            name, remaining = stack[-1]
            reference = next((ref for ref in remaining if _is_unfinished(ref, groups, finished)), None)
            if reference is None:
                stack.pop()
                path.discard(name)
                finished.add(name)
                continue
            target = reference.get("idref", "")
            if target in path:
                message = (
                    f"the group {quote(target, 64)} contains itself by way of the group {quote(name, 64)}: "
                    "remove this <groupRef>"
                )
                yield Fault(reference, ERROR, "newsml.group.cycle", message, "@idref")
                return
            path.add(target)
            stack.append((target, iter(references[target])))


def _is_unfinished(reference: "etree._Element", groups: "dict[str, etree._Element]", finished: set[str]) -> bool:
    target = reference.get("idref", "")
    return target in groups and target not in finished
