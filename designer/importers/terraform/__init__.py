"""Reads Terraform: folders of HCL, and what ``terraform show -json`` tells of plans and states."""
