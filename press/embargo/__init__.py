"""The embargo: a communiqué that waits for its minute, and the journalists who have it before."""
