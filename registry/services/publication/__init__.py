"""What the public, and the units told of a listing, are shown (公布)."""
