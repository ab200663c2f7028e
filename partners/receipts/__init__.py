"""Receipts (反馈): what agencies say became of measures."""
