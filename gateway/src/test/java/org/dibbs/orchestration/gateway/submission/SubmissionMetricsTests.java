package org.dibbs.orchestration.gateway.submission;

import java.util.Map;

import org.dibbs.orchestration.exchange.SubmissionId;
import org.dibbs.orchestration.exchange.SubmissionOrigin;
import org.dibbs.orchestration.exchange.WorkflowReply;
import org.dibbs.orchestration.gateway.FakeHandover;
import org.dibbs.orchestration.gateway.FrontDoorTest;
import org.dibbs.orchestration.gateway.handover.HandoverOutcome;
import org.dibbs.orchestration.problem.Problem;
import org.dibbs.orchestration.problem.ProblemException;
import org.dibbs.orchestration.problem.ProblemKind;
import org.dibbs.orchestration.telemetry.Instrument;
import org.dibbs.orchestration.telemetry.RecordedMetrics;
import org.junit.jupiter.api.Test;

import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.http.MediaType;
import org.springframework.test.web.reactive.server.WebTestClient;

import static org.assertj.core.api.Assertions.assertThat;

@FrontDoorTest
class SubmissionMetricsTests {

	private static final String VALID = """
			{"message_type":"ecr","data_type":"ecr","config_file_name":"c.json","message":"<x/>"}""";

	private final WebTestClient client;

	private final FakeHandover handover;

	private final RecordedMetrics shared;

	SubmissionMetricsTests(@LocalServerPort int port, @Autowired FakeHandover handover,
			@Autowired RecordedMetrics shared) {
		this.client = WebTestClient.bindToServer().baseUrl("http://127.0.0.1:" + port).build();
		this.handover = handover;
		this.shared = shared;
	}

	@Test
	void whoIsAnsweredIsCountedAndWhoIsRefused() {
		this.handover.completes(WorkflowReply.JSON, "{}");
		double answered = count(Instrument.GATEWAY_ANSWERED, "process-message completed");
		double refused = count(Instrument.GATEWAY_REFUSED, "process-message invalid-submission");
		post("/process-message", VALID);
		post("/submissions", VALID);
		post("/process-message", "{}");
		assertThat(count(Instrument.GATEWAY_ANSWERED, "process-message completed")).isEqualTo(answered + 2);
		assertThat(count(Instrument.GATEWAY_REFUSED, "process-message invalid-submission")).isEqualTo(refused + 1);
	}

	@Test
	void aBodyThatIsTooLargeIsRefused() {
		double refused = count(Instrument.GATEWAY_REFUSED, "process-message too-large");
		post("/process-message", "x".repeat(2 << 20));
		assertThat(count(Instrument.GATEWAY_REFUSED, "process-message too-large")).isEqualTo(refused + 1);
	}

	@Test
	void batchesAndUploadsHaveTheirOwnOrigin() {
		double batches = count(Instrument.GATEWAY_REFUSED, "batch invalid-submission");
		double uploads = count(Instrument.GATEWAY_REFUSED, "process-zip unusable-upload");
		post("/submissions/batch", "Marker");
		post("/process-zip", "Marker");
		assertThat(count(Instrument.GATEWAY_REFUSED, "batch invalid-submission")).isEqualTo(batches + 1);
		assertThat(count(Instrument.GATEWAY_REFUSED, "process-zip unusable-upload"))
			.as("%s", this.shared.of(Instrument.GATEWAY_REFUSED))
			.isEqualTo(uploads + 1);
	}

	@Test
	void anOutcomeIsNamedByItsKindAndAnErrorOfOursToo() {
		RecordedMetrics own = new RecordedMetrics();
		SubmissionMetrics metrics = new SubmissionMetrics(own.openTelemetry());
		SubmissionId id = SubmissionId.next();
		metrics.answered(SubmissionOrigin.PROCESS_ZIP, new HandoverOutcome.StillRunning(id, true));
		metrics.answered(SubmissionOrigin.PROCESS_ZIP, new HandoverOutcome.Answered(id,
				WorkflowReply.Failed.of(Problem.of(ProblemKind.STEP_FAILED, "Marker"))));
		metrics.answeredBefore(SubmissionOrigin.PROCESS_MESSAGE);
		metrics.batchAccepted();
		metrics.refused(SubmissionOrigin.BATCH, new ProblemException(ProblemKind.HANDOVER_UNAVAILABLE, "Marker"));
		metrics.refused(SubmissionOrigin.BATCH, new IllegalStateException("Marker"));
		assertThat(own.of(Instrument.GATEWAY_ANSWERED)).isEqualTo(Map.of("process-zip still-running", 1.0,
				"process-zip step-failed", 1.0, "process-message accepted-before", 1.0, "batch still-running", 1.0));
		assertThat(own.of(Instrument.GATEWAY_REFUSED))
			.isEqualTo(Map.of("batch handover-unavailable", 1.0, "batch internal-error", 1.0));
	}

	@Test
	void everythingThatCallersCanBeToldIsReportedBeforeTheyAre() {
		assertThat(this.shared.reported(Instrument.GATEWAY_ANSWERED))
			.contains("process-message completed", "process-zip step-refused", "batch accepted-before")
			.doesNotContain("batch completed");
		assertThat(this.shared.reported(Instrument.GATEWAY_REFUSED)).contains("process-message handover-unavailable",
				"process-zip too-many", "batch internal-error");
		assertThat(this.shared.reported(Instrument.GATEWAY_ACCEPTED)).containsOnly("process-message", "process-zip",
				"batch");
		assertThat(this.shared.reported(Instrument.GATEWAY_LATE_REPLIES)).containsOnly("");
	}

	private void post(String path, String body) {
		this.client.post().uri(path).contentType(MediaType.APPLICATION_JSON).bodyValue(body).exchange().expectBody();
	}

	private double count(Instrument instrument, String labels) {
		return this.shared.of(instrument).getOrDefault(labels, 0.0);
	}

}
