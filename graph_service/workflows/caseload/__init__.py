"""The students whom an account may see: lists, filters and figures."""
