"""The register (失信被执行人名单库): the list itself, its law, its journal and its front ends."""
