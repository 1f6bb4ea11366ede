"""Benchmarks of newsfeed beside other libraries: `python -m benchmarks`, or `make bench`; README.md says how to read them."""
