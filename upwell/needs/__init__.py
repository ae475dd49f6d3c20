"""Needs: need, voice, offer, answer, confirmation. What happened is rows; a need's state is read from them."""
