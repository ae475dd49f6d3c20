"""Bringing an organisation in from files: teams, people, needs with their answers, and modules.

A folder goes through four steps, each in its file: `reading` (files to rows), `checking` (rows to records), `planning`
(what is new, what changes, what stays) and `writing` (the only one that writes). The command and the page do the same.
"""
