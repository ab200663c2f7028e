"""Commands of operators for the partner side (推送运维命令), one file a subject."""
