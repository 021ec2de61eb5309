package org.dibbs.orchestration.bench.load;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class PaceTests {

	@Test
	void aRateIsSpreadEvenly() {
		Pace.Rate rate = new Pace.Rate(300);
		assertThat(rate.at(0)).isZero();
		assertThat(rate.at(1)).isEqualTo(3_333_333);
		assertThat(rate.at(2)).isEqualTo(6_666_667);
	}

	@Test
	void aRateDoesNotDriftHoweverLongItGoesOn() {
		assertThat(new Pace.Rate(300).at(300 * 3600)).isEqualTo(3_600_000_000_000L);
	}

}
