"""The bar above the canvas that tells what has failed and what that does."""
