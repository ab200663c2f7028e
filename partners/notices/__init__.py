"""Notices (通知): entries of the journal read and written out for agencies."""
