"""The front doors: hardened reading and writing of XML, JSON, HTML and files, each within `Limits`.

A module belongs here if it turns bytes from outside into a checked tree, value or text, or bytes into a file. It may use
`errors` and `values`, but must not depend on the model or on any format.
"""
