"""The calendar, deadlines with their owners, reminders, and their recomputing (期限)."""
