"""The cross-check: cases, engines, comparison, planted faults, reports."""
