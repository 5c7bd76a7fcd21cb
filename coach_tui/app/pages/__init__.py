"""What stands beside a list or instead of it: the pages of records, insights and rounds, as lines."""
