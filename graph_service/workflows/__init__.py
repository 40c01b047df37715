"""The use cases of the service, one verb a file: gather from the store, think with ``analysis``,
hand over or apply.
"""
