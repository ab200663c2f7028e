"""What agencies and operators call (推送接口), one file a subject."""
