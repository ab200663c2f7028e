"""Deliveries (推送): what goes out to an agency next, drawn up and fixed before it is sent."""
