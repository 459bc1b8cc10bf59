"""Colours, spacing and type of the window, for light and dark."""
