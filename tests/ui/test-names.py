#!/usr/bin/env python3
"""Whatever can have the focus has a name that a screen reader can say, on every page and in what opens from it."""

import uitest
from names import visits
from places import PAGES

if __name__ == "__main__":
    uitest.main(visits(PAGES))
