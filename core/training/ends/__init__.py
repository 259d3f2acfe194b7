"""What a run is watched for: its end, and how good it is."""
