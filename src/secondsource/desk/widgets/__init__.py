"""The panes and lines that the desk is made of. Each shows what it is given; none of them reads the case."""
