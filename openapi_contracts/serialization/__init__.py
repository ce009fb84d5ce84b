"""How a value travels: styles, coercion from text, and escaping; used to compare messages and to print them."""
