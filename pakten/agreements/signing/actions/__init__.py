"""Every change: codes, links, signatures, screens on the spot, and the programme of an occasion."""
