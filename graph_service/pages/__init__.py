"""The pages: one context and one template each."""
