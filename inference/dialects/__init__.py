"""Dialects: how one family of models is asked and how its text is read."""
