/* What is typed is left as it was typed: a date that cannot be read is for the form to refuse, not
 * for the calendar to replace by today's. */

jQuery.fn.datetimepicker.defaults.validateOnBlur = false;
