"""Draws the sample dossiers of data/samples: texts/ says what they say, the modules here how an office's paper looks."""
