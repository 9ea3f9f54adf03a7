"""What the site's build needs. Native only: none of it goes to the browser."""
