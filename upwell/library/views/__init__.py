"""The doors of the library: the shelf, a module's page, the page one writes on, looking after what is out."""
