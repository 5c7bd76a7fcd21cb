"""Merging two replicas of a practice, table by table; pure functions, nothing is read or written."""
