"""The command line, one module a command; nothing here imports Textual."""
