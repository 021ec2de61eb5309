package org.dibbs.orchestration.orchestrator.workflow;

import java.util.List;

import org.dibbs.orchestration.exchange.WorkflowReply;
import org.dibbs.orchestration.orchestrator.block.StepResult;
import org.dibbs.orchestration.orchestrator.registry.StepConfig;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class OutputAssemblerTests {

	private static final StepConfig JSON = FakeBlocks.step("first", "json");

	private static final StepConfig OTHER = FakeBlocks.step("second", "other");

	private static final StepConfig XML = FakeBlocks.step("xml", "xml");

	private final FakeBlocks blocks = new FakeBlocks();

	@BeforeEach
	void answers() {
		this.blocks
			.answering("json", "application/json; charset=utf-8", "{\"n\":1.50}", StepResult.Continue.unchanged())
			.answering("other", "application/json", "{\"o\":[]}", StepResult.Continue.unchanged())
			.answering("xml", "text/xml; charset=utf-8", "<a>\"</a>", StepResult.Continue.unchanged());
	}

	@Test
	void answersWithTheLastBody() {
		assertThat(body(List.of(), true, OTHER, JSON))
			.isEqualTo("{\"message\":\"Processing succeeded!\",\"processed_values\":{\"n\":1.50}}");
	}

	@Test
	void addsTheNamedOutputsInWorkflowOrder() {
		assertThat(body(List.of("second", "first"), true, JSON, OTHER))
			.isEqualTo("{\"message\":\"Processing succeeded!\","
					+ "\"processed_values\":{\"o\":[],\"responses\":[{\"first\":{\"n\":1.50}},{\"second\":{\"o\":[]}}]}}");
	}

	@Test
	void answersWithNothingButTheOutputsWhereTheDefaultResponseIsOff() {
		assertThat(body(List.of("first"), false, JSON, OTHER)).isEqualTo("{\"message\":\"Processing succeeded!\","
				+ "\"processed_values\":{\"responses\":[{\"first\":{\"n\":1.50}}]}}");
	}

	@Test
	void leavesAnOutputOutThatNoStepIsNamed() {
		assertThat(body(List.of("absent"), false, JSON)).contains("{\"responses\":[]}");
	}

	@Test
	void passesXmlOnAsItIs() {
		WorkflowReply reply = this.blocks.run(FakeBlocks.config(List.of(), true, JSON, XML));
		assertThat(reply).isInstanceOfSatisfying(WorkflowReply.Completed.class,
				(completed) -> assertThat(completed.contentType()).isEqualTo("application/xml"));
		assertThat(new String(reply.body())).isEqualTo("<a>\"</a>");
	}

	@Test
	void givesXmlAmongTheOutputsAsAString() {
		assertThat(body(List.of("xml"), false, XML, JSON)).contains("{\"xml\":\"<a>\\\"</a>\"}");
	}

	private String body(List<String> outputs, boolean defaultResponse, StepConfig... steps) {
		return new String(this.blocks.run(FakeBlocks.config(outputs, defaultResponse, steps)).body());
	}

}
