"""The hill over a plane as a surface that can be turned."""
