"""What a request costs on each stack: ours, FastAPI, Flask with flask-smorest and stock Connexion, side by side."""
