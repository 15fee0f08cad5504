#!/usr/bin/env python3
"""Whatever can have the focus has a name that a screen reader can say, on the page of every kind of record and in the editors."""

import uitest
from names import visits
from places import RECORDS

if __name__ == "__main__":
    uitest.main(visits(RECORDS))
