"""Text to syntax tree and back.

reader (path → Source) → lexer + engine + builder, driven by parser (Source → File) → loader (a methodology's files);
slips explain what does not fit; printer writes a File in the canonical layout, in the words of any language.
The parser knows no names, no types and no places where a statement may stand: it reads each heading line by itself with
the tables of `dsl/grammar`, and the blocks follow from the indentation.
"""
