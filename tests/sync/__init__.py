"""Several machines with one practice."""
