"""How listings and orders end: grace, dropping, removal, lifting, revocation (解除与移出)."""
