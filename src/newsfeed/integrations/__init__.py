"""One module per outside library; that library is imported only there."""
