"""What runs beside the web server, `manage.py worker`: a clock, jobs and the mailer."""
