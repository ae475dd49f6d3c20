"""Scenes drawn as pictures, in our type and colours: the same for the preview and for the film."""
