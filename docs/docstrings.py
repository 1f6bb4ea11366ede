"""Docstrings as Sphinx takes them: examples marked as code, and fields that share a sentence as one entry each."""

import re

_JOINT = re.compile(r"^( +)(\w+(?:, \w+)+): (.*)$")
_SECTION = re.compile(r"^( *)(?:Attributes|Args|Raises):$")


def marked_code(lines: list[str]) -> list[str]:
    """Return the lines with indented examples marked as code; docutils would take them for quotations."""
    marked: list[str] = []
    for line in lines:
        before = [other for other in marked if other.strip()]
        begins = line.startswith("    ") and bool(marked) and not marked[-1].strip() and bool(before)
        if begins and not before[-1].startswith(" ") and not re.fullmatch(r"\w+:", before[-1]):
            marked += [".. code-block:: python", ""]
        marked.append(line)
    return marked


def separate_fields(lines: list[str]) -> list[str]:
    """Return the lines with `a, b: text` as `a: text` and `b: text`, in the sections that list fields, arguments or errors."""
    separate: list[str] = []
    section: str | None = None
    index = 0
    while index < len(lines):
        line = lines[index]
        index += 1
        if heading := _SECTION.match(line):
            section = heading[1]
        elif line.strip() and section is not None and not line.startswith(f"{section} "):
            section = None
        joint = _JOINT.match(line)
        if section is None or joint is None or joint[1] != f"{section}    ":
            separate.append(line)
            continue
        rest = []
        while index < len(lines) and lines[index].startswith(f"{joint[1]} "):
            rest.append(lines[index])
            index += 1
        for name in joint[2].split(", "):
            separate += [f"{joint[1]}{name}: {joint[3]}", *rest]
    return separate
