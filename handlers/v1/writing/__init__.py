"""What v1 answers with besides JSON: reports in every form, and changelogs as Markdown and as a feed."""
