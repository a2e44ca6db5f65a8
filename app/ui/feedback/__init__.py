"""The student's page of marked work."""
