"""The document of a request, and how to check it: from a form, or from a request that is the document."""

import base64
import binascii
import re
from collections.abc import Mapping
from typing import Final
from urllib.parse import parse_qs

import attrs

from newsfeed.classes.frozen import frozen
from newsfeed.http.problems import ProblemError
from newsfeed.http.validator.settings import CheckLimits
from newsfeed.plugins import registry
from newsfeed.profiles import profiles
from newsfeed.values import iris

_URL_ENCODED: Final = "application/x-www-form-urlencoded"
_MULTIPART: Final = "multipart/form-data"
_MAX_FIELDS: Final = 16
_MAX_OPTION: Final = 2048
"""Characters of an option, such as the base."""
_MAX_NAME: Final = 120
_NAME: Final = "document"
"""The name in reports of a document that came without one."""
_CONTROLS: Final = re.compile(r"[\x00-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069\ud800-\udfff]")
_RAW_HINT: Final = (
    "To send a document itself, name its media type: curl -H 'Content-Type: application/xml' --data-binary @feed.xml"
)
"""The advice for curl: without the header it declares a document to be a form."""


@frozen(kw_only=True)
class Options:
    """The options of a check.

    Attributes:
        format: the name of the document's format, or None to detect it.
        profile: the name of the consumer for further rules, or None.
        encoding: the charset that the document came with, or None for the one that it declares.
        base: the address that relative links are resolved against, or None.
        report: the kind of report, or None for the one that the client accepts.
    """

    format: str | None = None
    profile: str | None = None
    encoding: str | None = None
    base: str | None = None
    report: str | None = None


@frozen(kw_only=True)
class Submission:
    """A document that was sent.

    Attributes:
        document: its bytes.
        name: its name in reports.
        options: how to check it.
        from_form: True if a form was sent, False if the request is the document.
    """

    document: bytes
    name: str = _NAME
    options: Options = Options()
    from_form: bool = True

    @property
    def page_name(self) -> str:
        """The name that a page without an id has below the base: that of its file without suffix, or ""."""
        return "" if self.name == _NAME else self.name.rpartition(".")[0] or self.name


@frozen(kw_only=True)
class _File:
    """A file that was chosen in a form."""

    name: str
    content: bytes


def read_submission(content_type: str, query: str, body: bytes, limits: CheckLimits) -> Submission:
    """Return the document of a request.

    Args:
        content_type: the value of its header, "" for none.
        query: its query, with the options of a document that is sent as it is.
        body: its body.
        limits: the limits of a check.

    Raises:
        ProblemError: there is no document, it is too long, or an option is wrong.
    """
    media_type, parameters = _parse_content_type(content_type)
    if media_type == _MULTIPART:
        fields, file = _read_multipart(parameters.get("boundary", ""), body, limits)
        return _from_form(fields, file, limits)
    if media_type == _URL_ENCODED:
        return _from_form(_read_fields(body), None, limits)
    fields = _read_fields(query.encode("ascii", "replace"))
    fields.setdefault("encoding", parameters.get("charset", ""))
    return Submission(
        document=_checked_document(body, limits),
        name=_document_name(fields.get("name", "")),
        options=_options(fields),
        from_form=False,
    )


def _parse_content_type(value: str) -> tuple[str, Mapping[str, str]]:
    from multipart import parse_options_header

    media_type, parameters = parse_options_header(value[:_MAX_OPTION])
    return media_type.strip().lower(), parameters


# --- forms -----------------------------------------------------------------------------------------------------------------


def _read_fields(data: bytes) -> dict[str, str]:
    """Return the fields of a form or a query; of several with one name the first."""
    try:
        fields = parse_qs(data.decode(), keep_blank_values=True, errors="strict", max_num_fields=_MAX_FIELDS)
    except UnicodeDecodeError:
        raise ProblemError(400, f"The form is not encoded as UTF-8. {_RAW_HINT}") from None
    except ValueError:
        raise ProblemError(400, f"The form has more than {_MAX_FIELDS} fields. {_RAW_HINT}") from None
    return {name: values[0] for name, values in fields.items()}


def _read_multipart(boundary: str, body: bytes, limits: CheckLimits) -> tuple[dict[str, str], _File | None]:
    """Return the fields of a form, and its file."""
    from multipart import MultipartError, MultipartSegment, ParserLimitReached, PushMultipartParser

    fields: dict[str, str] = {}
    file: _File | None = None
    segment: MultipartSegment | None = None
    content = bytearray()
    try:
        with PushMultipartParser(
            boundary, len(body), max_segment_size=limits.max_body, max_segment_count=_MAX_FIELDS
        ) as parser:
            for event in (*parser.parse(body), *parser.parse(b"")):
                if isinstance(event, MultipartSegment):
                    segment, content = event, bytearray()
                elif event is not None:
                    content += event
                elif segment is not None and segment.filename is not None:
                    file = _File(name=segment.filename, content=bytes(content))
                elif segment is not None:
                    fields.setdefault(segment.name or "", content.decode())
    except UnicodeDecodeError:
        raise ProblemError(400, "A field of the form is not encoded as UTF-8: upload the document as a file.") from None
    except ParserLimitReached:
        raise ProblemError(400, f"The form has more than {_MAX_FIELDS} fields, or a field is too long.") from None
    except MultipartError as error:
        raise ProblemError(400, f"The form is not valid multipart/form-data (RFC 7578): {error}.") from None
    return fields, file


def _from_form(fields: Mapping[str, str], file: _File | None, limits: CheckLimits) -> Submission:
    """Return the document of a form: its file, else the pasted text, else the one that the page of a report has kept."""
    options = _options(fields)
    name = fields.get("name", "")
    if file is not None and file.content:
        name, document = file.name, file.content
    elif pasted := fields.get("document", ""):
        # A form has CRLF at the end of each line, whatever was pasted.
        document = pasted.replace("\r\n", "\n").encode("utf-8", "surrogatepass")
        options = _as_text(options)
    elif encoded := fields.get("source", ""):
        try:
            document = base64.b64decode(encoded, validate=True)
        except (ValueError, binascii.Error):
            raise ProblemError(400, "The field source is not Base64: send the document again.") from None
    elif file is not None or "document" in fields:
        raise ProblemError(400, "The form has no document: paste one, or choose a file.")
    else:
        raise ProblemError(415, f"The form has no field named document. {_RAW_HINT}")
    return Submission(
        document=_checked_document(document, limits), name=_document_name(name), options=options, from_form=True
    )


def _as_text(options: Options) -> Options:
    """Return the options of a pasted text: it has the encoding of the form."""
    return attrs.evolve(options, encoding="utf-8")


# --- values ----------------------------------------------------------------------------------------------------------------


def _checked_document(document: bytes, limits: CheckLimits) -> bytes:
    if len(document) > limits.max_bytes:
        raise ProblemError(413, too_long(limits.max_bytes))
    if not document.strip():
        raise ProblemError(400, f"The document is empty: send one. {_RAW_HINT}")
    return document


def _document_name(name: str) -> str:
    """Return the name of a document in reports: that of its file, without folders."""
    return _CONTROLS.sub("", name.replace("\\", "/").rpartition("/")[2]).strip()[:_MAX_NAME] or _NAME


def _options(fields: Mapping[str, str]) -> Options:
    values = {name: value for name in _OPTIONS if (value := fields.get(name, "").strip()) and value != "detect"}
    for name, value in values.items():
        if len(value) > _MAX_OPTION:
            raise ProblemError(400, f"The field {name} has more than {_MAX_OPTION} characters.")
    # A profile may be the path of a file elsewhere in newsfeed, and must not be one here.
    _check_choice(values, "format", [candidate.name for candidate in registry])
    _check_choice(values, "profile", [profile.name for profile in profiles()])
    _check_choice(values, "report", REPORTS)
    if "base" in values:
        _check_base(values["base"])
    return Options(**values)


_OPTIONS: Final = ("format", "profile", "encoding", "base", "report")
REPORTS: Final = ("html", "json", "sarif", "text")
"""The kinds of reports."""


def _check_choice(values: Mapping[str, str], name: str, choices: "list[str] | tuple[str, ...]") -> None:
    if name in values and values[name] not in choices:
        raise ProblemError(400, f"There is no such {name}: use one of {', '.join(choices)}.")


def _check_base(base: str) -> None:
    try:
        iris.check_iri(base)
    except ValueError:
        raise ProblemError(400, "The base is no address: write it as https://news.example.com/explainers/.") from None


def too_long(max_bytes: int) -> str:
    """Return the message about a document with more bytes than allowed."""
    return f"A document may have {max_bytes:,} bytes here: check a part of it, or run `newsfeed validate`."
