"""The report of a comparison: graded changes, the verdict and the required version bump."""
