"""The checks: each module has `check(work)`, which returns its figures and a list of what is wrong."""
