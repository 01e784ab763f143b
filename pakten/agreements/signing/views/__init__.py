"""Pages of signing: the office's, the signer's own, the screen on the spot, and the occasion's."""
