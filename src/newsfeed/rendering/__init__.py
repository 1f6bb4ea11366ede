"""Output side shared by all writers: building markup, handing bytes to a file or buffer, and caching rendered stories.

Nothing in here knows a format or how a body is laid out; that is in `newsfeed.formats` and `newsfeed.body`.
"""
