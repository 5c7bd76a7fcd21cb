"""Several machines, one practice: merging what was changed apart, and git to carry it."""
