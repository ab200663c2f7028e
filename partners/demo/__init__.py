"""The demonstration (演示): three agencies, a court and the public, each seen from the outside."""
