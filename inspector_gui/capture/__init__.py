"""Observes the web: one page into one immutable recording, and links into results. The only importer of Playwright."""
