"""Use-cases: one short function each, named verb_noun; the window and the command line call nothing below this layer."""
