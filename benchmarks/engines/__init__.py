"""The pure function of the Arrow integration on engines for many rows: equal bytes, and rows a second (`make engines`)."""
