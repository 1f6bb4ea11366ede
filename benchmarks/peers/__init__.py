"""The other libraries, each in the ordinary way that its documentation shows, and the same work written by hand.

Every function takes rows and gives the bytes of a document of the same content; what a library has no element for (a second
author, the full text) is added in the way that its documentation gives for that.
"""
