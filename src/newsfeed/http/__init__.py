"""Stories over HTTP, for any framework: a source of stories and a request give a response.

It holds what is the same for every server: negotiation, validators, caching, paging and problem reports. The modules `asgi`
and `wsgi` only translate requests and responses; `newsfeed.integrations` has what belongs to single frameworks and databases.
"""

from newsfeed.http.addresses import request_base
from newsfeed.http.cache import ResponseCache
from newsfeed.http.document_responses import respond_with
from newsfeed.http.documents import Document, DocumentOptions, document
from newsfeed.http.folder import FolderSource
from newsfeed.http.messages import Rendered, Request
from newsfeed.http.problems import ProblemError, problem_response
from newsfeed.http.responding import respond
from newsfeed.http.settings import Handler, Settings
from newsfeed.http.source import Entry, Page, Source

__all__ = [
    "Document",
    "DocumentOptions",
    "Entry",
    "FolderSource",
    "Handler",
    "Page",
    "ProblemError",
    "Rendered",
    "Request",
    "ResponseCache",
    "Settings",
    "Source",
    "document",
    "problem_response",
    "request_base",
    "respond",
    "respond_with",
]
