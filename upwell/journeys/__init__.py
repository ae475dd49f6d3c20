"""Learning over days: paths with people in them, tasks at work, and what each has begun and finished."""
