"""The rules of descent: optimizers, schedules, and their settings."""
