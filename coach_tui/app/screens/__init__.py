"""The ten places, one module each, and the forms."""
