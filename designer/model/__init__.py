"""What an architecture is: immutable values and the questions one can ask of them."""
