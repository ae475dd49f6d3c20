"""Reads about people that join tables or shape one page, in one file for each noun."""

from upwell.people.queries.organisation import demo_people, nobody_is_here, organisation
from upwell.people.queries.tokens import digest_of, person_for_token

__all__ = ["demo_people", "digest_of", "nobody_is_here", "organisation", "person_for_token"]
