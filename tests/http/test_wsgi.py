"""The WSGI app, held to PEP 3333 by the standard library's validator."""

import io
import json
from wsgiref.util import setup_testing_defaults
from wsgiref.validate import validator

import pytest

from http_sources import MemorySource, settings, story
from newsfeed.http import Rendered, wsgi

pytestmark = pytest.mark.filterwarnings("ignore::ResourceWarning")


def call(app, method="GET", path="/feed", **environ):
    """Return the status, the headers and the body of a response, checked by the validator."""
    values = {"REQUEST_METHOD": method, "SCRIPT_NAME": "", "PATH_INFO": path, "QUERY_STRING": ""}
    values |= {"HTTP_HOST": "desk.example.com", **environ}
    setup_testing_defaults(values)
    results = []

    def start_response(status, headers, exc_info=None):
        results.append((status, headers))
        return lambda _data: None

    chunks = validator(app)(values, start_response)
    try:
        data = b"".join(chunks)
    finally:
        chunks.close()
    status, headers = results[0]
    return status, dict(headers), data


@pytest.fixture
def app():
    return wsgi.app(MemorySource([story(2), story(1)]), settings())


def test_the_feed_is_served_with_the_address_of_the_request(app):
    status, headers, data = call(app)
    assert (status, headers["Content-Type"]) == ("200 OK", "application/rss+xml")
    assert b"http://desk.example.com/feed.rss" in data


def test_a_mount_is_part_of_every_address(app):
    status, headers, data = call(app, SCRIPT_NAME="/caf\u00c3\u00a9", path="/feed.rss")
    assert status == "200 OK"
    assert headers["Content-Location"] == "http://desk.example.com/caf%C3%A9/feed.rss"
    assert b"http://desk.example.com/caf%C3%A9/feed.rss" in data
    assert call(app, SCRIPT_NAME="/desk", path="")[0] == "200 OK"


def test_https_and_further_headers_are_passed(app):
    tag = call(app)[1]["ETag"]
    environ = {"wsgi.url_scheme": "https", "HTTP_ACCEPT": "text/html"}
    assert call(app, **environ)[1]["Content-Location"] == "https://desk.example.com/"
    assert call(app, HTTP_IF_NONE_MATCH=tag)[0] == "304 Not Modified"


@pytest.mark.parametrize("method", ["HEAD", "OPTIONS", "DELETE"])
def test_other_methods_keep_to_the_protocol(app, method):
    status, _, data = call(app, method)
    assert status[:3] == {"HEAD": "200", "OPTIONS": "204", "DELETE": "405"}[method]
    assert (data == b"") == (method != "DELETE")


def test_an_old_client_without_a_host_gets_the_address_of_the_server(app):
    environ = {"HTTP_HOST": "", "SERVER_PROTOCOL": "HTTP/1.0", "SERVER_NAME": "10.0.0.1", "SERVER_PORT": "8080"}
    assert call(app, **environ)[1]["Content-Location"] == "http://10.0.0.1:8080/feed.rss"
    assert call(app, HTTP_HOST="", SERVER_PROTOCOL="HTTP/1.1")[0] == "400 Bad Request"


def test_paths_that_are_no_utf_8_are_not_found(app):
    assert call(app, path="/stories/\xff\xfe")[0] == "404 Not Found"


def test_a_handler_gets_the_content_up_to_a_limit():
    def echo(request):
        return Rendered(status=200, headers=(("Content-Type", "text/plain"),), body=(request.body,))

    app = wsgi.app(MemorySource([story(1)]), settings(handlers={"/validate": echo}, body_limit=10))
    content = {"CONTENT_LENGTH": "5", "CONTENT_TYPE": "text/plain", "wsgi.input": io.BytesIO(b"hello and more")}
    assert call(app, "POST", "/validate", **content)[2] == b"hello"
    status, _, data = call(app, "POST", "/validate", CONTENT_LENGTH="11", **{"wsgi.input": io.BytesIO(b"x" * 11)})
    assert (status, json.loads(data)["status"]) == ("413 Request Entity Too Large", 413)
