"""LINE's face on the web: the webhook, and the worker that handles what came in and sends what is said."""
