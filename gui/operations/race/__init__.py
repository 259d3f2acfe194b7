"""Racing several ways down."""
