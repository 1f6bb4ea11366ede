"""Mutation testing: whether the tests notice when the code is wrong.

usage: python -m tools.mutants [--sample 400] [--seed 1] [--session FILE] [--survivors] [--seconds 60]

A mutant is the code with one operator of cosmic-ray applied: another comparison, another number, no `not`, an empty loop. It is
killed if a test fails or does not end. The mutants are a random sample, spread over the modules by their size. They are written
to a copy of the checkout, so that an interrupted run leaves nothing behind; the same command continues it. The tests of a
mutant are those that run its line, first those in the folder of its package, the fastest first, up to `--seconds` in all.

Left out are mutants that cannot change what the code does (see `sampling`). Mutants that change nothing a caller can see are
in equivalent_mutants.toml, with the reason.
"""
