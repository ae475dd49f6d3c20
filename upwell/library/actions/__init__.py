"""Every write of the library, by noun: writing a draft, publishing it, curating what is out, reading and reacting."""
