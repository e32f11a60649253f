"""Files as documents. Read page.py (what every format gives), then documents.py and guides.py; a module per format."""
