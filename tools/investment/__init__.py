"""Whether work pays: the case, its sensitivities, what stopping saves."""
