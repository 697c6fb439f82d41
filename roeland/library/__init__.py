"""Documents that an organisation wrote: a draft can change, what was sent never does. And forms of others, imported."""
