"""Turns stored observations into judgement: site model, visit planning, the registry of checks and their runner."""
