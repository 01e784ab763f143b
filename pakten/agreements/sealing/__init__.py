"""The signed letter as a sealed file that anybody can verify (mission P3).

Owns the sealed files, the check and the export; does not own who signs, that is `signing`.
"""
