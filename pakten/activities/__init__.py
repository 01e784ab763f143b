"""What members and people do together; neighbours here never import each other."""
