"""The panel that plots a day of load: what is needed, what serves, and the gaps between them."""
