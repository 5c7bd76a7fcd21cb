"""What a form is made of: the form, its page, and a widget for each kind of field."""
