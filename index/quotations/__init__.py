"""Quotations: finding them, linking content to cue and source, and naming the speaker."""

from index.quotations.quotation import Attribution, Quotation, QuotationKind

__all__ = ["Attribution", "Quotation", "QuotationKind"]
