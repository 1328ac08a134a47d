"""The modules that every generated package has, copied as they stand here.

They import nothing but the standard library, attrs, httpx and each other.
"""
