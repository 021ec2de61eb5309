package org.dibbs.orchestration.sandbox.ecrviewer;

import java.util.stream.IntStream;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class SavedBundlesTests {

	private final SavedBundles saved = new SavedBundles();

	@Test
	void countsAnIdInTwoStoresOnce() {
		this.saved.save("s3", "a");
		this.saved.save("azure", "a");
		assertThat(this.saved.describe().path("unique").asInt()).isEqualTo(1);
	}

	@Test
	void forgetsTheOldestIdsWhenThereAreTooMany() {
		IntStream.rangeClosed(0, 100_000).forEach((i) -> this.saved.save("s3", "id-" + i));
		assertThat(this.saved.save("s3", "id-0")).isTrue();
		assertThat(this.saved.save("s3", "id-100000")).isFalse();
	}

}
