"""The sections of a page of answers, one a file: each makes its fields, and reads what was answered there.

What the key of a field looks like stands in its section alone. A draft of a page holds the keys, so they
stay as they are.
"""
