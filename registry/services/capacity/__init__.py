"""Who will not pay and who cannot: evidence, property reports, assessments (履行能力)."""
