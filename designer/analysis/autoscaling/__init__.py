"""A day of scaling in small steps: loads, policies with AWS's timings, and how well they did."""
