"""What the public and the planners read: the published figures, and the planner."""

from naru.domain.duties import Duty

PLANNERS = (Duty.DIRECTOR, Duty.STATISTICIAN)
"""The duties that plan: the statistician without the centre's present state."""
