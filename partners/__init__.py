"""Partner agencies (联合惩戒单位): measures, streams, deliveries, receipts."""
