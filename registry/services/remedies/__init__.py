"""Objections, reviews, corrections and appeals (救济)."""
