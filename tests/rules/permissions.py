"""An application for a permission with all its papers, to be changed in one fact at a time."""

from registry.rules.applications import Application

COMPLETE = Application(undertaking_given=True, evidence_submitted=True, verified=True)
