"""Documents that become drafts: Word, OpenDocument, PowerPoint, PDF, web pages and Markdown.

`reading` is the way in. A document is read in a process of its own (`child`) with limits on time, memory and files, by one
file for each format; none of those knows Django. They write Markdown, and the library makes blocks of it as of any other.
"""
