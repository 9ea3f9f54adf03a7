"""What the command line prints for people, and the files that it reads and writes."""
