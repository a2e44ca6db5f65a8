"""The reading page: two articles side by side, their claims, and what joins them."""
