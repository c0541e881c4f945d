"""Readers of the three forms of a document: the tree's skeleton, the tagged PDF and the Word file."""
