package org.dibbs.orchestration.gateway.handover;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.slf4j.LoggerFactory;

import static org.assertj.core.api.Assertions.assertThat;

class OutageLogTests {

	private final Logger logger = (Logger) LoggerFactory.getLogger("outage");

	private final ListAppender<ILoggingEvent> lines = new ListAppender<>();

	private final OutageLog log = new OutageLog(this.logger);

	@BeforeEach
	void listens() {
		this.logger.setAdditive(false);
		this.logger.addAppender(this.lines);
		this.lines.start();
	}

	@AfterEach
	void leaves() {
		this.logger.detachAppender(this.lines);
	}

	@Test
	void saysOnceThatAnOutageBeginsAndOnceThatItEnds() {
		for (int outage = 0; outage < 2; outage++) {
			this.log.begins("no broker");
			this.log.begins("no broker");
			this.log.ends();
			this.log.ends();
		}
		assertThat(this.lines.list).extracting(ILoggingEvent::getLevel)
			.containsExactly(Level.WARN, Level.INFO, Level.WARN, Level.INFO);
		assertThat(this.lines.list.get(0).getFormattedMessage()).contains("no broker");
	}

	@Test
	void saysNothingWhereAllIsWell() {
		this.log.ends();
		assertThat(this.lines.list).isEmpty();
	}

}
