"""Races: several ways down from the same moment, in step."""
