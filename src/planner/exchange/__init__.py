"""The plan in other people's formats."""
