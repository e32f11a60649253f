"""What the assistant itself keeps: receipts and conversations."""
