"""The common mistakes of a coaching plan, a module each (domain rules §9)."""
