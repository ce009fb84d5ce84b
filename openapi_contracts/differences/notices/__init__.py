"""Changes no message can prove but people rely on: annotations, deprecations and sunsets."""
