"""What the command line prints for people: the plan, the rules, and what a record holds."""
