"""What a class hands in, gathered and checked again."""
