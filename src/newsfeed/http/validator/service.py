"""The validator page as a resource: a handler of requests for `newsfeed.http.Settings.handlers`."""

from typing import Final, Self

from newsfeed.http.messages import Rendered, Request
from newsfeed.http.problems import ProblemError
from newsfeed.http.validator.form_page import form_page
from newsfeed.http.validator.frames import Question
from newsfeed.http.validator.pages import HTML, check_packages, page_headers, problem_page
from newsfeed.http.validator.settings import ValidatorSettings
from newsfeed.http.validator.submission import too_long
from newsfeed.http.validator.worker_pool import WorkerPool
from newsfeed.values.dates import rfc3339

_METHODS: Final = "GET, HEAD, POST"


class Validator:
    """The validator page. It may be called from several threads.

    Args:
        settings: its limits; None for the defaults.

    Raises:
        UnsupportedError: Jinja2 or multipart is not installed.
    """

    def __init__(self, settings: ValidatorSettings | None = None) -> None:
        check_packages()
        self._settings = settings or ValidatorSettings()
        self._form = form_page(self._settings.limits)
        self._pool = WorkerPool(self._settings.workers, self._settings.limits)

    @property
    def max_body(self) -> int:
        """The largest size of a request in bytes; a server need not read more than a few times as much."""
        return self._settings.limits.max_body

    def __call__(self, request: Request) -> Rendered:
        """Respond to a request: GET returns the form, POST checks a document."""
        accept = request.headers.get("accept")
        try:
            if request.method == "POST":
                return self._check(request, accept)
        except ProblemError as problem:
            return problem_page(problem, accept)
        if request.method not in ("GET", "HEAD"):
            return problem_page(ProblemError(405, f"Use one of {_METHODS}.", headers=(("Allow", _METHODS),)), accept)
        body = (self._form,) if request.method == "GET" else ()
        return Rendered(headers=page_headers(HTML, len(self._form)), body=body)

    def _check(self, request: Request, accept: str | None) -> Rendered:
        limits = self._settings.limits
        if len(request.body) > limits.max_body:
            raise ProblemError(413, too_long(limits.max_bytes))
        question = Question(
            content_type=request.headers.get("content-type", ""),
            accept=accept,
            query=request.query,
            as_of=rfc3339(self._settings.clock()),
        )
        answer, body = self._pool.ask(question, request.body)
        return Rendered(status=answer.status, headers=answer.headers, body=(body,))

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_error: object) -> None:
        self.close()

    def close(self) -> None:
        """End all processes; checks that are running are answered with 503."""
        self._pool.close()
