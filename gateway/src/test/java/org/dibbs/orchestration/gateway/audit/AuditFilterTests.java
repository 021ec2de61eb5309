package org.dibbs.orchestration.gateway.audit;

import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.Set;

import io.opentelemetry.api.OpenTelemetry;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.MockProducer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.dibbs.orchestration.audit.AuditAction;
import org.dibbs.orchestration.audit.AuditCodec;
import org.dibbs.orchestration.audit.AuditOutcome;
import org.dibbs.orchestration.audit.AuditRecord;
import org.dibbs.orchestration.audit.AuditTrail;
import org.dibbs.orchestration.security.Caller;
import org.dibbs.orchestration.security.Scope;
import org.junit.jupiter.api.Test;
import reactor.core.publisher.Mono;

import org.springframework.http.HttpStatus;
import org.springframework.mock.http.server.reactive.MockServerHttpRequest;
import org.springframework.mock.web.server.MockServerWebExchange;
import org.springframework.web.server.WebFilterChain;

import static org.assertj.core.api.Assertions.assertThat;

class AuditFilterTests {

	private static final String ID = "01890a5d-ac96-774b-bcce-b302099a8057";

	private final MockProducer<String, byte[]> kafka = new MockProducer<>(true, null, new StringSerializer(),
			new ByteArraySerializer());

	private final AuditTrail trail = new AuditTrail("gateway", () -> this.kafka, OpenTelemetry.noop(),
			Duration.ofMillis(1));

	private final AuditFilter filter = new AuditFilter(this.trail);

	@Test
	void whoSentAMessageIsOnRecordWithTheIdOfTheSubmission() {
		MockServerWebExchange exchange = MockServerWebExchange.from(MockServerHttpRequest.post("/process-message"));
		exchange.getAttributes().put(Caller.ATTRIBUTE, new Caller("county", "lab-7", Set.of(Scope.SUBMIT)));
		exchange.getResponse().getHeaders().set("Submission-Id", ID);
		this.filter.filter(exchange, answering(HttpStatus.ACCEPTED)).block();
		assertThat(told()).singleElement()
			.returns("county", AuditRecord::tenant)
			.returns("lab-7", AuditRecord::subject)
			.returns(AuditAction.SUBMIT, AuditRecord::action)
			.returns(ID, AuditRecord::target)
			.returns(AuditOutcome.DONE, AuditRecord::outcome)
			.returns(202, AuditRecord::status);
	}

	@Test
	void whoIsNotLetInIsOnRecordWhateverWasAskedFor() {
		this.filter
			.filter(MockServerWebExchange.from(MockServerHttpRequest.get("/configs")),
					answering(HttpStatus.UNAUTHORIZED))
			.block();
		this.filter
			.filter(MockServerWebExchange.from(MockServerHttpRequest.get("/submissions/" + ID + "/result")),
					answering(HttpStatus.FORBIDDEN))
			.block();
		assertThat(told())
			.extracting(
					(audit) -> audit.subject() + " " + audit.action() + " " + audit.target() + " " + audit.outcome())
			.containsExactly(" OTHER  REFUSED", "anonymous READ_RESULT " + ID + " REFUSED");
	}

	@Test
	void whatAWorkerDoesIsToldThere() {
		this.filter
			.filter(MockServerWebExchange.from(MockServerHttpRequest.get("/submissions/" + ID + "/result")),
					answering(HttpStatus.OK))
			.block();
		assertThat(told()).isEmpty();
	}

	@Test
	void whoHangsUpIsOnRecordOnce() {
		MockServerWebExchange exchange = MockServerWebExchange.from(MockServerHttpRequest.post("/process-message"));
		this.filter.filter(exchange, (next) -> Mono.never()).subscribe().dispose();
		assertThat(told()).singleElement()
			.returns(499, AuditRecord::status)
			.returns(AuditOutcome.FAILED, AuditRecord::outcome);
	}

	private static WebFilterChain answering(HttpStatus status) {
		return (exchange) -> {
			exchange.getResponse().setStatusCode(status);
			return exchange.getResponse().setComplete();
		};
	}

	private List<AuditRecord> told() {
		this.trail.start();
		this.trail.close();
		return this.kafka.history()
			.stream()
			.map((record) -> AuditCodec.audit(new ConsumerRecord<>(record.topic(), 0, 0, record.key(), record.value())))
			.filter(Objects::nonNull)
			.toList();
	}

}
