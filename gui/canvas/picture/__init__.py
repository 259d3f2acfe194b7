"""What of the network is drawn where, and what it says. No Qt in here."""
