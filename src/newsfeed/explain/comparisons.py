"""Explanations of the codes of `newsfeed.compare.check_changes`, from a feed and a faulty next version of it.

The former version is `tests/valid/diff/old.xml`, and the faulty next one is named after its code. The good example is the same
line in `tests/valid/diff/new.xml`.
"""

from pathlib import Path

from newsfeed.api import loads
from newsfeed.compare import check_changes
from newsfeed.compare.positions import with_positions
from newsfeed.explain.examples import decode
from newsfeed.explain.explanations import COMPARISON, Explanation, example_files, example_lines
from newsfeed.explain.reasons import reason, rule, weight
from newsfeed.findings import Finding, Severity


def explain_comparison(code: str) -> Explanation:
    """Explain a code by a version of a feed that has the fault."""
    files = {path.stem: path for kind in ("valid", "invalid") for path in example_files(kind, COMPARISON)}
    old, bad, good = files["old"], files[code], files["new"]
    finding = example_finding(code, old, bad)
    texts = [decode(path.read_bytes()) for path in (old, bad, good)]
    good_line = _line_of_id(good, finding.path)
    return Explanation(
        code=code,
        format=COMPARISON,
        severity=finding.severity,
        rule=rule(finding.message, "\n".join(texts)),
        why=f"{reason(code)} {weight(code, finding.severity)}".lstrip(),
        reference=finding.reference,
        path=finding.path,
        bad=example_lines(bad, texts[1], finding.path, finding.line, finding.column),
        good=example_lines(good, texts[2], finding.path, *good_line),
    )


def example_finding(code: str, old: Path, new: Path) -> Finding:
    """Return the finding with a code about a version of a feed, with its position.

    Args:
        code: the code.
        old, new: the files of both versions.
    """
    data = new.read_bytes()
    feed = loads(data)
    findings = with_positions(check_changes(loads(old.read_bytes()), feed), feed, data)
    return next(finding for finding in findings if finding.code == code)


def _line_of_id(path: Path, story_path: str) -> tuple[int | None, int | None]:
    """Return the line and the column of the story in a good version."""
    data = path.read_bytes()
    probe = Finding(severity=Severity.INFO, code="", message="", path=story_path)
    (located,) = with_positions([probe], loads(data), data)
    return located.line, located.column
