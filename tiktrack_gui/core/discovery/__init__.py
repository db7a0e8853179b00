"""Discover: which small creators broke through, whether they still grow, and how well they fit a brand. Pure.

brands        what a brand looks for
constants     the numbers in the definitions; each is a setting
figures       what is computed from one creator's measurements alone (types)
pool          what the store reads of a brand's candidates, a row each
ranked        a candidate's fit with its parts, reasons and cautions (types)
plans         what finding and reading candidates will cost (types)
"""
