"""The page that several people type into at once: a Y document, made from a module's blocks and turned back into them.

Blocks stay the stored truth (docs/blocks.md). Only the server converts, so that there is one reading of a document and
nobody's browser decides what is kept. docs/decisions/0002 says why.
"""

from upwell.library.documents.converting import from_document, to_document
from upwell.library.documents.naming import name_blocks
from upwell.library.documents.rewriting import rewrite

__all__ = ["from_document", "name_blocks", "rewrite", "to_document"]
