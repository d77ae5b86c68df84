"""A year's campaign: workbooks out to the bodies, returns back in, scores, rating and papers, in one plain folder."""
