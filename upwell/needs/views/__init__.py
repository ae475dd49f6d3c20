"""The doors of needs: looking, asking, taking part, answering, and what stewards do."""
