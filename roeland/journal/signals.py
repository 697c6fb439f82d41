"""How news goes up the house: one signal, sent in the transaction of the act."""

from django.dispatch import Signal

# Arguments: sender and verb (the verb's code), subject (the model instance), actor (a person or None), entry.
recorded = Signal()
