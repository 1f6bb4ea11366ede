"""Import all that reading and validating need, once for all measured calls: a program reads more than one document."""

import contextlib
import ctypes
import gc
import io

import newsfeed
from examples import full_feed
from newsfeed.errors import NewsfeedError


def _warm(name: str) -> None:
    data = newsfeed.dumps(full_feed(), name)
    newsfeed.loads(data, name)
    newsfeed.loads(data, name, recover=True)
    newsfeed.loads(newsfeed.dumps(full_feed().stories[0], name), name)
    for _ in newsfeed.iter_stories(io.BytesIO(data), name):
        pass
    newsfeed.detect(data)


for item in newsfeed.formats():
    with contextlib.suppress(NewsfeedError):
        _warm(item.name)
    if item.validates:
        with contextlib.suppress(NewsfeedError):
            newsfeed.validate(newsfeed.dumps(full_feed(), item.name), item.name)

# Memory that is free already would not be counted as growth.
gc.collect()
gc.freeze()
ctypes.CDLL(None).malloc_trim(0)
