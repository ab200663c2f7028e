"""Payments, credit repair, certificates, and what the person concerned is shown (信用修复)."""
