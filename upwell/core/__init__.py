"""The ground floor: the journal, jobs, the embedded database, access to pages, text, time. It knows no domain nouns."""
