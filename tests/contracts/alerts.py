"""Bodies of what is told of a watched list (持续审查), as the journal has them."""

ALERT = {
    "watch": "d3c2b1a0-1f2e-4d3c-8b4a-5c6d7e8f9a0b",
    "row": 7,
    "change": "begun",
    "match": "identified",
    "list": "dishonest",
    "entry": "0d9c8b7a-6f5e-4d3c-a2b1-09f8e7d6c5b4",
}
ALERTED = {
    "asker": "agency:market-regulation",
    "alert": ALERT,
    "case": {"number": "(2025)川0107执1234号", "court_code": "川0107"},
}
REMINDED = {
    "asker": "agency:market-regulation",
    "purpose": "honours",
    "stated_basis": "文明单位评选办法第九条",
    "until": "2026-03-16",
    "rows": 539,
}
