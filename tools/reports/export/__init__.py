"""One file per form that a report can take."""
