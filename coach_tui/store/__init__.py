"""The data file: safe reading and writing, transactions, journal, backups, migrations."""
