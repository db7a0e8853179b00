"""The Campaigns tab: what sponsored videos cost and what they got, and who advertises."""
