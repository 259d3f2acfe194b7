"""Where every number comes from: its arithmetic, as terms that know what they are.

Nothing here is text to be shown but names: whoever shows an explanation decides how numbers are
written, what is hidden, and what lights up.
"""
