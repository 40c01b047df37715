"""The service put together: doors, policies, the answer to every failure, and the headers of every
answer.
"""
