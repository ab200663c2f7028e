"""Orders that restrict spending, whom they bind and what they permit (限制消费)."""
