"""The middleware a request passes, in order; most replace a Connexion middleware (docs/decisions/0008)."""
