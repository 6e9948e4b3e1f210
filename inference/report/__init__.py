"""Reports: answers as one self-contained HTML page that can be mailed, printed and archived."""
