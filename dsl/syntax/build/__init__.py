"""Reduced rules to nodes: a module for each file of `dsl/grammar`, a method for each of its rules."""
