"""Representations of v1 besides JSON: reports in every format, changelogs as Markdown and as an Atom feed."""
