"""The look: base page, components, forms, error pages and assets. Knows no domain word beyond the marks it draws."""
