"""Adapters between newsfeed's model and other libraries, one module for each library.

Each library is optional and imported only in its own module; code that needs no other library does not belong here.
"""
