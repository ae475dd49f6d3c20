"""Media: what people upload. Pictures, written anew; and files to play or to download, kept as they came."""
