"""The journal (台账): audit trail, outbox and history at once; append, order, prove."""
