"""Faults put into the code, to see whether the tests notice them.

`python -m tests.mutants` changes one thing at a time in the modules that `modules.py` lists (a comparison, a
constant, an operand that is left out …), in a copy of the tree, and runs the tests that come by there. What
no test notices is a survivor: either a test is missing, or the change makes no difference and stands in
`equivalent.toml` with the reason.
"""
