"""Writing a published folder: each document rendered, validated if it is new, and written if it is valid."""

from collections.abc import Iterable, Iterator
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING, Final

import attrs

from newsfeed.api import dumps, losses
from newsfeed.arguments import WriteOptions
from newsfeed.checks import check_document
from newsfeed.cli import output_files, tables
from newsfeed.cli.terminal import Failure, print_findings, print_message
from newsfeed.contexts import NO_SITE, CheckContext
from newsfeed.errors import NewsfeedError, OutputError, UnsupportedError
from newsfeed.findings import Report, Severity
from newsfeed.headings import Headings
from newsfeed.io.folders import Folder
from newsfeed.model import Feed, Story
from newsfeed.plugins import Format
from newsfeed.reports.printing import counted
from newsfeed.site.plan import STORIES, SiteDocument

if TYPE_CHECKING:
    from newsfeed.cli.render_store import RenderStore

_SHOWN: Final = 20
"""Number of a document's findings that are shown; `newsfeed validate` shows all."""


@attrs.frozen(kw_only=True)
class Result:
    """The result of writing one document.

    Attributes:
        path: its path below the folder.
        format: its format.
        item: the feed or story that it has.
        data: its bytes.
        report: the findings about it.
        losses: the number of values it could not carry; None if they were not counted.
        written: False if it has errors, or could not be rendered: the old file stays.
        failed: True if it could not be rendered.
        skipped: True if it could not be rendered, and was not asked for by name.
    """

    path: str
    format: Format
    item: Feed | Story
    data: bytes = b""
    report: Report = attrs.field(factory=Report)
    losses: int | None = 0
    written: bool = False
    failed: bool = False
    skipped: bool = False


@attrs.frozen(kw_only=True)
class SiteWriter:
    """The target of a build.

    Attributes:
        folder: the folder to write to; documents are staged in it.
        headings: the house's headings, or None.
        theme: the folder with the house's templates, or None.
        stylesheet: the style sheet of feeds, relative to the folder, or None.
        store: rendered stories to reuse, or None.
        former: digests of the files that the last build wrote, by path: they have been validated.
        tally: counts the files.
        faultless: the names of the formats in which the feed has no finding; pages of its stories that have documents in
            one of these formats inside are not checked for them again.
        as_of: the moment of publication.
        refusals: what has been printed about formats that cannot be written here, such as pages without Jinja2.
    """

    folder: Folder
    headings: Headings | None
    theme: str | None = None
    stylesheet: str | None = None
    store: "RenderStore | None" = None
    former: dict[str, str] = attrs.field(factory=dict)
    tally: output_files.Tally
    as_of: datetime
    faultless: set[str] = attrs.field(factory=set)
    refusals: set[str] = attrs.field(factory=set)

    def write_asset(self, path: str, data: bytes) -> None:
        """Write a file that is no document, such as a style sheet."""
        output_files.stage_if_changed(self.folder, path, data, self.tally)

    def write(self, document: SiteDocument) -> Result:
        """Render a document and write it, unless it has errors: an invalid document never replaces a good one."""
        file = str(self.folder.path / document.path)
        target_format, item = document.format, document.item
        result = Result(path=document.path, format=target_format, item=item)
        if document.fixed and (fixed := self.folder.read(document.path)) is not None:
            self.tally.unchanged += 1
            return attrs.evolve(result, data=fixed, written=True)
        try:
            data = self._render(document)
            report = self._validate(document, data)
            lost = self._count_losses(document)
        except OutputError:  # of the store: it is no fault of the document
            raise
        except NewsfeedError as error:
            self._show_failure(error, file)
            return attrs.evolve(result, failed=True)
        print_findings(file, report.findings, report.dropped)
        if report.valid:
            output_files.stage_if_changed(self.folder, document.path, data, self.tally)
        else:
            print_message(f"{file}: not written, because it would have errors: correct them")
        return attrs.evolve(result, data=data, report=report, losses=lost, written=report.valid)

    def _show_failure(self, error: NewsfeedError, file: str) -> None:
        """Print why a document could not be rendered; once for all documents of a format that cannot be written at all."""
        if not isinstance(error, UnsupportedError):
            Failure(error, file).show()
        elif str(error) not in self.refusals:
            self.refusals.add(str(error))
            Failure(error).show()

    def _count_losses(self, document: SiteDocument) -> int | None:
        """Return the number of lost values; None for lists of stories and for their pages: their losses are not counted."""
        if document.format.index or document.data is not None:
            return None
        return len(losses(document.item, document.format.name, as_of=self.as_of))

    def _render(self, document: SiteDocument) -> bytes:
        if document.fault is not None:
            raise document.fault
        if document.data is not None:
            return document.data
        options = self._options(document)
        if self.store is None or isinstance(document.item, Story):
            return dumps(document.item, document.format.name, **options)
        with self.store.opened(document.format.name) as options["cache"]:
            return dumps(document.item, document.format.name, **options)

    def _options(self, document: SiteDocument) -> WriteOptions:
        accepted = document.format.options
        options: WriteOptions = {"as_of": self.as_of}
        if self.headings is not None and "headings" in accepted:
            options["headings"] = self.headings
        if self.theme is not None and "theme" in accepted:
            options["theme"] = self.theme
        if self.stylesheet is not None and "stylesheet" in accepted:
            options["stylesheet"] = self.stylesheet
        if document.site is not NO_SITE and "site" in accepted:
            options["site"] = document.site
        return options

    def _validate(self, document: SiteDocument, data: bytes) -> Report:
        """Validate a document, unless its writer has read it back, or the last build wrote the same bytes.

        Only a valid document is written, so that the same bytes have been validated before.
        """
        is_read_back = document.format.reads_back and isinstance(document.item, Story)
        if not document.format.validates or is_read_back or self._is_unchanged(document.path, data):
            return Report()
        # The templates of a house may write other documents into a page than newsfeed does.
        checked = frozenset(self.faultless if self.theme is None else ())
        report = Report(limit=_SHOWN)
        report.extend(check_document(data, document.format, CheckContext(checked=checked)))
        if not report.findings and isinstance(document.item, Feed):
            self.faultless.add(document.format.name)
        return report

    def _is_unchanged(self, path: str, data: bytes) -> bool:
        return path in self.former and self.former[path] == output_files.digest(data)


def show(folder: str, results: Iterable[Result]) -> None:
    """Print a table of the documents; the pages of stories have one row for each format."""
    rows = [
        (
            str(Path(folder, name)),
            title,
            f"{sum(len(result.data) for result in group):,}"
            if any(result.written for result in group)
            else "not written",
            _counts(result.report for result in group),
            "" if group[0].losses is None else str(group[0].losses),
        )
        for name, title, group in _rows(results)
    ]
    tables.show(("File", "Format", "Bytes", "Findings", "Losses"), rows, numbers=("Bytes", "Losses"))


def _rows(results: Iterable[Result]) -> Iterator[tuple[str, str, list[Result]]]:
    """Yield the name, the title and the results of each row."""
    pages: dict[str, list[Result]] = {}
    for result in results:
        if isinstance(result.item, Story):
            pages.setdefault(result.format.name, []).append(result)
        else:
            yield result.path, result.format.title, [result]
    for group in pages.values():
        target_format = group[0].format
        title = f"{counted(len(group), 'page')}: {target_format.title}"
        yield f"{STORIES}/*{target_format.suffixes[0]}", title, group


def _counts(reports: Iterable[Report]) -> str:
    reports = list(reports)
    numbers = ((severity, sum(report.count(severity) for report in reports)) for severity in Severity)
    return ", ".join(counted(number, severity) for severity, number in numbers if number) or "none"
