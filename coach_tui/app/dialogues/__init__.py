"""Conversations with the coach in the bottom line and in forms, one a file; each ends in a verb."""
