"""The picture of a capture with its boxes: strips, zoom, tools, painting."""
