"""Syntax: characters to a typed tree with spans."""
