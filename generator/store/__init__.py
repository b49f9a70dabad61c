"""What is kept between runs, and read in several processes."""
