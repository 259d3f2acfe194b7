"""What the columns of a table become: kinds, codes, and the plan for them."""
