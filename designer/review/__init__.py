"""Reviews of a design by a lens: questions, the drawing's and the team's answers, and risks."""
