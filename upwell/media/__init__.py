"""Media: what people upload. For now pictures, checked and written anew, never served as they came."""
