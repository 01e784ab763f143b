"""What reads and watches everything below: reports and figures."""
