"""Hours as French writes them, « 13 h 33 », where Django writes « 13:33 »."""

TIME_FORMAT = "G\u00a0\\h\u00a0i"
DATETIME_FORMAT = f"j F Y à {TIME_FORMAT}"
SHORT_DATETIME_FORMAT = f"d/m/Y à {TIME_FORMAT}"
