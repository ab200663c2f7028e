"""Plumbing that every front end shares."""
