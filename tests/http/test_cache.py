"""The cache of responses: bounded by bytes, least recently used first, shared by threads."""

import threading
import time

import pytest

import newsfeed
from newsfeed.http import ResponseCache
from newsfeed.http.cache import Content

KB = 1024


def content(size: int) -> Content:
    return Content(data=b"x" * size)


def test_the_bytes_are_bounded_and_the_least_recently_used_content_is_dropped():
    cache = ResponseCache(max_bytes=12 * KB)
    for key in "abc":
        cache.put(key, content(3 * KB))
    assert (len(cache), cache.size) == (3, 12 * KB)
    assert cache.get("a") is not None
    cache.put("d", content(3 * KB))
    assert [key for key in "abcd" if cache.get(key) is not None] == ["a", "c", "d"]
    assert cache.size == 12 * KB
    cache.put("e", content(12 * KB))
    assert cache.get("e") is None
    assert len(cache) == 3


def test_a_content_that_is_put_again_is_counted_once():
    cache = ResponseCache()
    cache.put("a", content(3 * KB))
    cache.put("a", content(2 * KB))
    assert (len(cache), cache.size) == (1, 3 * KB)
    cache.clear()
    assert (len(cache), cache.size) == (0, 0)


def test_nothing_is_kept_without_room():
    cache = ResponseCache(max_bytes=0)
    cache.put("a", content(1))
    assert len(cache) == 0
    assert cache.get_or_render("a", lambda: content(1)).data == b"x"


@pytest.mark.parametrize("wrong", [-1, 1.5, "1", None, True])
def test_a_wrong_size_is_refused(wrong):
    with pytest.raises(newsfeed.ArgumentError, match="max_bytes"):
        ResponseCache(wrong)


def test_of_several_threads_one_renders():
    cache, calls, results = ResponseCache(), [], []
    start = threading.Barrier(8)

    def render():
        calls.append(threading.current_thread())
        time.sleep(0.05)
        return content(10)

    def ask():
        start.wait(10)
        results.append(cache.get_or_render("a", render))

    threads = [threading.Thread(target=ask) for _ in range(8)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(10)
    assert (len(calls), len(results)) == (1, 8)
    assert cache._renderings == {}


def test_an_error_is_passed_on_and_the_next_caller_tries_again():
    cache = ResponseCache()

    def fail():
        raise ValueError("no")

    with pytest.raises(ValueError, match="no"):
        cache.get_or_render("a", fail)
    assert cache.get_or_render("a", lambda: content(10)).data == b"x" * 10


def test_threads_that_put_and_get_keep_the_count_right():
    cache = ResponseCache(max_bytes=40 * KB)

    def work(number):
        for step in range(300):
            cache.get_or_render(str((number * 7 + step) % 20), lambda: content(3 * KB))

    threads = [threading.Thread(target=work, args=(number,)) for number in range(6)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(30)
    assert cache.size == len(cache) * 4 * KB <= 40 * KB
