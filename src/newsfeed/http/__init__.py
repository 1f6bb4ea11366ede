"""Stories over HTTP, for any framework: a source of stories and a request give a response.

It holds what is the same for every server: negotiation, validators, caching, paging and problem reports. The modules `asgi`
and `wsgi` only translate requests and responses; `newsfeed.integrations` has what belongs to single frameworks and databases.
"""

from newsfeed.http.messages import Rendered, Request
from newsfeed.http.source import Entry, Page, Source

__all__ = ["Entry", "Page", "Rendered", "Request", "Source"]
