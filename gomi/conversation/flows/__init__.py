"""One definition per service to residents."""
