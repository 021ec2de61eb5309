package org.dibbs.orchestration.orchestrator.archive;

import java.time.Duration;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.util.Assert;

/**
 * How single records are read. Defaults stand in {@code application.yaml}.
 *
 * @param maxReaders how many records are read at a time
 * @param readTimeout how long reading one may take
 */
@ConfigurationProperties("dibbs.archive")
public record ArchiveProperties(int maxReaders, Duration readTimeout) {

	/**
	 * Checks the bounds.
	 */
	public ArchiveProperties {
		Assert.isTrue(maxReaders > 0, "dibbs.archive.max-readers must be at least 1");
		Assert.isTrue(readTimeout.isPositive(), "dibbs.archive.read-timeout must be more than 0");
	}

}
