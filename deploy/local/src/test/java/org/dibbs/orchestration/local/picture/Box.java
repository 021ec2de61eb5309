package org.dibbs.orchestration.local.picture;

/**
 * A place in a picture, in pixels.
 *
 * @param x from the left
 * @param y from the top
 * @param width how wide
 * @param height how high
 */
record Box(double x, double y, double width, double height) {

	double right() {
		return this.x + this.width;
	}

	double bottom() {
		return this.y + this.height;
	}

	/** What is left of it within margins. */
	Box within(double left, double top, double right, double bottom) {
		return new Box(this.x + left, this.y + top, this.width - left - right, this.height - top - bottom);
	}

}
