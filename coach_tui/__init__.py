"""coach-tui: coaching action plans in the terminal."""

__version__ = "0.2.0"
