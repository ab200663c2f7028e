"""Listings from draft to publication, their amendment, extension and suspension (失信名单)."""
