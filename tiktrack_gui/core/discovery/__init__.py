"""Discover: which small creators broke through, whether they still grow, and how well they fit a brand. Pure.

brands        what a brand looks for
constants     the numbers in the definitions; each is a setting
figures       what is computed from one creator's measurements alone (types)
compute       all of these, by the definitions in
  virality    viral videos
  after       the followers after the newest one
  jumps       growth without a visible cause
  quality     views, comments, posts, ads
  words       the words by which creators are compared, and those of a niche
pool          what the store reads of a brand's candidates, a row each
ranked        a candidate's fit with its parts, reasons and cautions (types)
ranking       the candidates in order of their fit, by
  measured    the parts of all of them, in columns
  bands       comparison with others of like size
  audience    languages, places and stated audiences
  shares      shares with their interval
  fit         the formulas
  rows        one of them, taken apart
  reasons     why it is where it is, and what to know before trusting it
similar       more like this one
plans         what finding and reading candidates will cost (types)
"""
