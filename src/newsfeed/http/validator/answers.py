"""The response to a document: its report as a page, text, JSON or SARIF, or the problem with it."""

from collections.abc import Callable, Mapping
from typing import Final

from newsfeed.findings import Severity
from newsfeed.http.messages import Rendered
from newsfeed.http.negotiation import choose_media_type, media_type
from newsfeed.http.problems import ProblemError
from newsfeed.http.validator.checking import Checked, check
from newsfeed.http.validator.form_page import editable_text, form_of
from newsfeed.http.validator.frames import Answer, Question
from newsfeed.http.validator.pages import HTML, TEXT, page_headers, problem_page
from newsfeed.http.validator.result_page import result_page
from newsfeed.http.validator.settings import CheckLimits
from newsfeed.http.validator.submission import Submission, read_submission
from newsfeed.reports.excerpts import Lines
from newsfeed.reports.sarif import as_sarif
from newsfeed.reports.writers import CheckedFile, as_json, as_text
from newsfeed.values.dates import parse_rfc3339

_CONTENT_TYPES: Final = {"html": HTML, "text": TEXT, "json": "application/json", "sarif": "application/sarif+json"}
_ORDER: Final = ("text", "json", "sarif", "html")
"""The reports, the first for a client that accepts everything, such as curl. Browsers prefer HTML."""


def answer(question: Question, body: bytes, limits: CheckLimits) -> tuple[Answer, bytes]:
    """Return the response to a request with a document, and its body.

    Args:
        question: the request.
        body: its body.
        limits: the limits of a check.
    """
    form = None
    try:
        submission = read_submission(question.content_type, question.query, body, limits)
        form = form_of(limits, submission.options, editable_text(submission.document, limits))
        rendered = _report(submission, question, limits)
    except ProblemError as problem:
        rendered = problem_page(problem, question.accept, form)
    except (MemoryError, RecursionError):
        detail = "The check needed more memory than it may use: check a part of the document."
        rendered = problem_page(ProblemError(422, detail), question.accept)
    return Answer(status=rendered.status, headers=rendered.headers), b"".join(rendered.body)


def _report(submission: Submission, question: Question, limits: CheckLimits) -> Rendered:
    kind = submission.options.report or _accepted(question.accept)
    as_of = parse_rfc3339(question.as_of)
    checked = check(submission, limits, as_of)
    content = result_page(checked, limits, as_of) if kind == "html" else _WRITERS[kind](checked).encode()
    headers = [*page_headers(_CONTENT_TYPES[kind], len(content)), ("Newsfeed-Findings", _counts(checked))]
    if submission.from_form and kind in _DOWNLOADS:
        headers.append(("Content-Disposition", f'attachment; filename="{_DOWNLOADS[kind]}"'))
    return Rendered(headers=tuple(headers), body=(content,))


def _accepted(accept: str | None) -> str:
    """Return the kind of report that the client prefers.

    Raises:
        ProblemError: it accepts none.
    """
    offered = [media_type(_CONTENT_TYPES[kind].partition(";")[0]) for kind in _ORDER]
    index = choose_media_type(offered, accept)
    if index is None:
        raise ProblemError(406, "Accept text/html, text/plain, application/json or application/sarif+json.")
    return _ORDER[index]


def _counts(checked: Checked) -> str:
    """Return the number of findings by severity, and of those in the report, as a dictionary (RFC 9651, 3.2)."""
    counts = [f"{severity}={checked.report.count(severity)}" for severity in Severity]
    return ", ".join([*counts, f"shown={len(checked.report)}"])


# --- reports ---------------------------------------------------------------------------------------------------------------


def _checked_file(checked: Checked) -> CheckedFile:
    return CheckedFile(name=checked.submission.name, format=checked.format.name, report=checked.report)


def _text(checked: Checked) -> str:
    lines = Lines(checked.text)
    excerpts = [lines.excerpt(finding.line, finding.column) for finding in checked.report]
    file = CheckedFile(
        name=checked.submission.name, format=checked.format.name, report=checked.report, excerpts=excerpts
    )
    return as_text([file], remedy=", counted and not shown")


def _json(checked: Checked) -> str:
    return as_json([_checked_file(checked)])


def _sarif(checked: Checked) -> str:
    return as_sarif([_checked_file(checked)])


_WRITERS: Final[Mapping[str, Callable[[Checked], str]]] = {"text": _text, "json": _json, "sarif": _sarif}
_DOWNLOADS: Final = {"json": "report.json", "sarif": "report.sarif"}
"""The names of the files that a browser saves."""
