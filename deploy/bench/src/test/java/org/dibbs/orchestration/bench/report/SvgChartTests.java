package org.dibbs.orchestration.bench.report;

import java.util.List;

import org.assertj.core.data.Percentage;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import static org.assertj.core.api.Assertions.assertThat;

class SvgChartTests {

	@ParameterizedTest
	@CsvSource({ "256,50", "6,1", "7,2", "0.55,0.1", "12000,2000", "0,0.0000000002" })
	void ticksAreRoundAndReachTheTop(double most, double tick) {
		assertThat(SvgChart.tick(most)).isCloseTo(tick, Percentage.withPercentage(0.01));
	}

	@Test
	void namesAreWrittenAsTheyAre() {
		String svg = new SvgChart("a & b", "x", "y").line("p<50>", List.of(new double[] { 1, 2 })).draw();
		assertThat(svg).startsWith("<svg ").contains("a &amp; b", "p&lt;50>", "<circle").endsWith("</svg>\n");
	}

}
