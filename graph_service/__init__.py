"""The service: who holds each student up, measured and drawn for the people who may know."""
