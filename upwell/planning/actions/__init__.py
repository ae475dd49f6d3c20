"""Every write of planning: a week's plan and its pieces, somebody's rhythm, the cards and what is answered to them."""
