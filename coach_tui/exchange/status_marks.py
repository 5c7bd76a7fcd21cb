"""The signs before a status, the same on every screen and in the shell."""

STATUS_MARKS = {
    "overdue": ("!", "bad"),
    "off track": ("!", "bad"),
    "needs attention": ("~", "warn"),
    "not measured": ("?", "dim"),
    "on track": ("·", "good"),
    "achieved": ("✓", "good"),
    "dropped": ("–", "dim"),
    "replaced": ("–", "dim"),
}
"""Status → mark and style."""
