"""Everything a coach can do to a plan: one verb a function, each undoable."""
