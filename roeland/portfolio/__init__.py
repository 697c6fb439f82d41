"""What an organisation tries out: experiments with a hypothesis, an end and lessons."""
