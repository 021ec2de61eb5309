package org.dibbs.orchestration.orchestrator.workflow;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

import io.opentelemetry.api.OpenTelemetry;
import org.dibbs.orchestration.exchange.DataType;
import org.dibbs.orchestration.exchange.MessageType;
import org.dibbs.orchestration.exchange.SubmissionOrigin;
import org.dibbs.orchestration.exchange.SubmissionRequest;
import org.dibbs.orchestration.exchange.WorkflowReply;
import org.dibbs.orchestration.json.JsonFragment;
import org.dibbs.orchestration.json.JsonObjectBuilder;
import org.dibbs.orchestration.orchestrator.block.BuildingBlock;
import org.dibbs.orchestration.orchestrator.block.BuildingBlockClient;
import org.dibbs.orchestration.orchestrator.block.BuildingBlockEndpoint;
import org.dibbs.orchestration.orchestrator.block.EndpointCatalog;
import org.dibbs.orchestration.orchestrator.block.ResponseUnpacker;
import org.dibbs.orchestration.orchestrator.block.ServiceResponse;
import org.dibbs.orchestration.orchestrator.block.StepInput;
import org.dibbs.orchestration.orchestrator.block.StepResult;
import org.dibbs.orchestration.orchestrator.registry.StepConfig;
import org.dibbs.orchestration.orchestrator.registry.WorkflowConfig;

/**
 * Building blocks that answer what a test says and remember what they were asked.
 */
public class FakeBlocks implements BuildingBlockClient {

	private final Map<String, ServiceResponse> answers = new HashMap<>();

	private final List<BuildingBlockEndpoint> endpoints = new ArrayList<>();

	private final List<String> requests = new ArrayList<>();

	public Throwable failure;

	/** The only endpoint that fails; null for all. */
	public String failureOf;

	public OpenTelemetry telemetry = OpenTelemetry.noop();

	/**
	 * An endpoint that answers with status 200 and whose answer means the given result.
	 */
	public FakeBlocks answering(String endpoint, String contentType, String body, StepResult result) {
		return answering(endpoint, new ServiceResponse(200, contentType, body.getBytes()), (response) -> result);
	}

	public FakeBlocks answering(String endpoint, ServiceResponse answer, ResponseUnpacker unpacker) {
		this.answers.put(endpoint, answer);
		this.endpoints
			.add(new BuildingBlockEndpoint(BuildingBlock.INGESTION, endpoint, true, FakeBlocks::request, unpacker));
		return this;
	}

	/**
	 * An endpoint that must not be called again where a call may have taken effect.
	 */
	public FakeBlocks answeringOnce(String endpoint, ServiceResponse answer, ResponseUnpacker unpacker) {
		this.answers.put(endpoint, answer);
		this.endpoints
			.add(new BuildingBlockEndpoint(BuildingBlock.INGESTION, endpoint, false, FakeBlocks::request, unpacker));
		return this;
	}

	private static JsonFragment request(StepInput input) {
		JsonObjectBuilder request = new JsonObjectBuilder().member("data", input.data());
		input.params().forEach(request::member);
		input.mapped().forEach(request::member);
		return request.build();
	}

	@Override
	public ServiceResponse post(BuildingBlockEndpoint endpoint, String path, JsonFragment body) {
		if (this.failure instanceof Error error) {
			throw error;
		}
		if (this.failure instanceof RuntimeException exception
				&& (this.failureOf == null || this.failureOf.equals(endpoint.name()))) {
			throw exception;
		}
		this.requests.add(path + " " + body.json());
		return this.answers.get(endpoint.name());
	}

	public List<String> requests() {
		return this.requests;
	}

	public WorkflowRunner runner() {
		EndpointCatalog catalog = new EndpointCatalog(this.endpoints);
		return new WorkflowRunner(new StepRunner(catalog, this), new WorkflowSpans(this.telemetry),
				new WorkflowMetrics(this.telemetry, catalog));
	}

	WorkflowReply run(WorkflowConfig config) {
		return end(config, new FakeJournal()).reply();
	}

	WorkflowEnd end(WorkflowConfig config, RunJournal journal) {
		return end(WorkflowRun.first(config, submitted(config)), journal);
	}

	WorkflowEnd end(WorkflowRun run, RunJournal journal) {
		try {
			return runner().run(run, journal);
		}
		catch (InterruptedException ex) {
			throw new IllegalStateException(ex);
		}
	}

	static SubmissionRequest submitted(WorkflowConfig config) {
		return new SubmissionRequest(SubmissionOrigin.PROCESS_MESSAGE, MessageType.FHIR.wire(), DataType.FHIR,
				config.name(), JsonFragment.literal("{\"sent\":1}"), null, JsonFragment.EMPTY_OBJECT);
	}

	public static StepConfig step(String name, String endpoint) {
		return new StepConfig(name, "ingestion", "/path/" + endpoint, Map.of(), Map.of());
	}

	public static WorkflowConfig config(List<String> outputs, boolean defaultResponse, StepConfig... steps) {
		return new WorkflowConfig("c.json", 1, List.of(steps), outputs, defaultResponse, JsonFragment.EMPTY_OBJECT);
	}

}
