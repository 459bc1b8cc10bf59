"""Values and pure functions of the field: standard library only, no input or output, no clock, no Qt."""
