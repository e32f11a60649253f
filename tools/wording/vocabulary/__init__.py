"""The field's words for every figure, a file for each subject; ``tools.wording.terms`` gathers them."""
