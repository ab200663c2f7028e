"""Measures (惩戒措施): catalogues, triggers, and what an entry changes for an agency."""
