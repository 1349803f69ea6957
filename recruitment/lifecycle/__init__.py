"""The events, states, closing, reminders and visits of job offers."""
