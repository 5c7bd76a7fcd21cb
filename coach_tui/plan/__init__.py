"""What a coaching plan is: its nouns, and the rules as pure functions."""
