package org.dibbs.orchestration.orchestrator.ledger;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.dibbs.orchestration.exchange.RecordPlace;
import org.dibbs.orchestration.exchange.SubmissionEvent;
import org.dibbs.orchestration.orchestrator.archive.ArchiveException;
import org.dibbs.orchestration.orchestrator.ledger.OffsetTable.Move;
import org.dibbs.orchestration.security.Caller;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;

import org.springframework.test.web.servlet.assertj.MockMvcTester;
import org.springframework.test.web.servlet.request.MockMvcRequestBuilders;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * The questions about submissions over HTTP, with a Kafka that a test plays.
 */
abstract class SubmissionFixture {

	final LedgerDatabase database = open();

	final SubmissionQueries queries = new SubmissionQueries(this.database.jdbc);

	final Waiting waiting = new Waiting();

	final Events events = new Events();

	private long written;

	/** Told before a page of the ledger is looked at, as if another worker wrote it. */
	final List<SubmissionEvent> onTheirWay = new ArrayList<>();

	volatile long end;

	final Map<RecordPlace, ConsumerRecord<String, byte[]>> archived = new HashMap<>();

	@Nullable ArchiveException archiveFails;

	SubmissionFinder finder;

	/** Who asks. */
	Caller caller = Caller.OPEN;

	final MockMvcTester mvc = mvc();

	LedgerDatabase open() {
		return LedgerDatabase.inMemory();
	}

	private MockMvcTester mvc() {
		this.finder = new SubmissionFinder(this.queries, (id) -> {
			EventsEnd.Place place = new EventsEnd.Place(0, this.end);
			write(this.onTheirWay.toArray(SubmissionEvent[]::new));
			return place;
		}, this.waiting, TestProperties.defaults());
		ResultReader results = new ResultReader((place, key) -> {
			if (this.archiveFails != null) {
				throw this.archiveFails;
			}
			ConsumerRecord<String, byte[]> record = this.archived.get(place);
			return (record != null && key.equals(record.key())) ? record : null;
		});
		return MockMvcTester.of(
				List.of(new SubmissionController(this.finder, this.queries, results),
						new SubmissionEventsController(this.finder, this.queries),
						new BatchController(this.finder, new BatchTable(this.database.jdbc))),
				(builder) -> builder.setControllerAdvice(new SubmissionProblems())
					.defaultRequest(MockMvcRequestBuilders.get("/").with((request) -> {
						request.setAttribute(Caller.ATTRIBUTE, this.caller);
						return request;
					}))
					.build());
	}

	@AfterEach
	void close() {
		this.database.close();
	}

	synchronized void write(SubmissionEvent... told) {
		Long from = (this.written > 0) ? Long.valueOf(this.written) : null;
		if (told.length > 0) {
			this.written += told.length;
			assertThat(this.database.ledger.append(List.of(told), Map.of(0, new Move(from, this.written)))).isTrue();
		}
	}

	String body(String uri) {
		return new String(this.mvc.get().uri(uri).exchange().getResponse().getContentAsByteArray(),
				StandardCharsets.UTF_8);
	}

}
