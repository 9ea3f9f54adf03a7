"""A cohort's interviews, from a spreadsheet to a calendar and a record for each person.

``sheet`` reads a CSV file as spreadsheets write it, ``rows`` reads what its cells say, ``people`` puts the rows of one
person together, and ``batch`` plans and writes to a ``folder``. A row that is refused is reported by line and column,
and the others go on.
"""
