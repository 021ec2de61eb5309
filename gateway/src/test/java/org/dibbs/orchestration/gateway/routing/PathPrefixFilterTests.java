package org.dibbs.orchestration.gateway.routing;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import static org.assertj.core.api.Assertions.assertThat;

class PathPrefixFilterTests {

	@ParameterizedTest
	@CsvSource({ "/,/", "/process-message,/process-message", "/orchestration,/", "/orchestration/,/",
			"/orchestration/process-message,/process-message", "/orchestration/configs/a%2Fb,/configs/a%2Fb",
			"/orchestrations,/orchestrations", "/orchestration-x/y,/orchestration-x/y",
			"/orchestration/orchestration/x,/orchestration/x", "/x/orchestration,/x/orchestration" })
	void cutsThePrefixOffOnce(String path, String bare) {
		assertThat(PathPrefixFilter.withoutPrefix(path)).isEqualTo(bare);
	}

}
