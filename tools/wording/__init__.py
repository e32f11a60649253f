"""How results become sentences: ``display`` shows values, ``handles`` fills templates, ``evidence`` collects."""
