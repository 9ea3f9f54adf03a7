"""No data files lie beside modules in the browser; zones come as bytes from the page."""
