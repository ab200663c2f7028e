"""Enforcement cases, their debtors, their states and the duties recorded in them (执行案件)."""
