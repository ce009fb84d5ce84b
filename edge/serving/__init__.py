"""Connexion, correct and fast: its stations, replaced by subclasses of its public classes where they are not."""
