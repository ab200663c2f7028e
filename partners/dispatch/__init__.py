"""Dispatching (推送调度): streams that have something to do are moved on, or pulled from."""
