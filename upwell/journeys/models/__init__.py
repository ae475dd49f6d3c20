"""The tables of journeys; each noun has its own file."""

from upwell.journeys.models.progress import Progress, ProgressQuerySet

__all__ = ["Progress", "ProgressQuerySet"]
