"""Every write about needs, by noun: declaring, voicing, offering, answering, confirming, talking, brokering."""
