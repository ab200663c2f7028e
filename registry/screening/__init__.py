"""Screening of lists (资格审查): reading them, comparing them piece by piece, and reporting."""
