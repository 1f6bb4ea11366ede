"""Adapters for the other libraries, each used as its documentation shows, and handwritten code for the same work.

Every function takes rows and returns the bytes of a document with the same content. Content that a library has no element for
(a second author, the full text) is added as its documentation recommends.
"""
