"""People: person, team, skill, who can do and would teach what; tokens; the organisation itself. Stands on core alone."""
