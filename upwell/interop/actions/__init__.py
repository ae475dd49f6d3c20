"""Every write of interop: imports from folders, and the files that admins upload for them."""
