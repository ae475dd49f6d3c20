"""The week: a plan that fits each person's minutes, and cards that bring back what was learned."""
