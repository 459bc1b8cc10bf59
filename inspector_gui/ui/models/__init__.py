"""Item models between the values of `app.views` and the tables and lists of the screens."""
