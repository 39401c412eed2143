"""When the truck comes: rules a clerk writes, what differs on some days, and the days that follow."""
