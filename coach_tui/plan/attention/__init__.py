"""What needs the coach now, across all clients: the list, and a file for each group of kinds."""
