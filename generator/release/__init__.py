"""A release: the built tree with everything an operator needs to put it on a server, and the putting itself.

Facts of each file (`facts`) are said once; the manifest, the servers' snippets and the order of a sync all follow from them.
"""
