"""Forms: the fields of a record, of a round, of a review and a session, and what was answered in them."""
