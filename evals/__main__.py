"""``python -m evals``: all suites without arguments, otherwise as ``pmo evals``."""

import sys

from evals.command import main

if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
