"""Code that lenient readers share: it converts values of a document to values of the model, and reports those that are refused.

A module belongs here if readers of several formats use it and it depends on no format. Rules of validation belong in
`validation`; the reader of RSS and Atom, which is shared by two formats, is in `syndication.read`.
"""
