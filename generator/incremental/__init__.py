"""What a build leaves for the next one, in whichever process: what was read, and what each file was made from."""
