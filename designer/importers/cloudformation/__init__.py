"""Reads CloudFormation and SAM templates."""
