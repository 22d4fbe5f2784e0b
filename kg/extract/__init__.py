"""Documents to claims: who is allied with whom, and where it says so.

The heavy parts (spaCy, onnxruntime) load on first use, so that importing the
package stays quick.
"""
