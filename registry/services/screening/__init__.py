"""Lists screened and watched, alerts, and judicial suggestion letters (资格审查)."""
