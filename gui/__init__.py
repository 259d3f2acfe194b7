"""The window: everything on screen, drawn from the session's present moment."""

import gc

USUAL_THRESHOLDS = gc.get_threshold()

# All that is imported and built until the window is complete stays. The garbage collector would
# walk through it more than a hundred times, a tenth of the time until the first paint.
gc.set_threshold(100_000)
