"""The people and entities that cases, listings and orders name (当事人)."""
