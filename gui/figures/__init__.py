"""Figures: the drawing, the plots and the window as pictures to be taken away."""
