"""Validation that several formats share: reading documents with faults, checks of values and HTML, and the walk over XML.

A format's own rules belong in `formats/<name>`; the schemas that RSS and Atom share belong in `syndication/rules`.
"""
