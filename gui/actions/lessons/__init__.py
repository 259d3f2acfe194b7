"""The commands of lessons: opening, following, asking, handing in, printing."""
