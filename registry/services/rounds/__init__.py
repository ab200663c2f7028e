"""Closing a round of enforcement, and the inquiries, clues and resumptions after it (终本)."""
