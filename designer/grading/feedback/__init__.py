"""What a student reads: the grade criterion by criterion, beside the picture it is about."""
