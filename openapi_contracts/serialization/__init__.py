"""How a value travels: styles, coercion from text, escaping; read by what compares and by what prints."""
