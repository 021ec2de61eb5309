package org.dibbs.orchestration.orchestrator.block.declared;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;

import org.dibbs.orchestration.json.JsonFragment;
import org.dibbs.orchestration.orchestrator.block.BuildingBlockEndpoint;
import org.dibbs.orchestration.orchestrator.block.Inputs;
import org.dibbs.orchestration.orchestrator.block.ServiceResponse;
import org.dibbs.orchestration.orchestrator.block.StepInput;
import org.dibbs.orchestration.orchestrator.block.StepResult;
import org.dibbs.orchestration.orchestrator.block.declared.EndpointDeclaration.Sent;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;

class DeclaredEndpointTests {

	private static final StepInput INPUT = Inputs
		.parse("{\"messageType\":\"ecr\",\"message\":\"<x/>\",\"rrData\":\"<rr/>\",\"data\":{\"n\":1.50},"
				+ "\"params\":{\"p\":1,\"q\":2},\"mapped\":{\"q\":{\"answer\":3}}}");

	@Test
	void sendsTheDataWithParamsAndMappedAnswers() {
		assertThat(request(declared(Sent.DATA, "data", null, null, null), INPUT))
			.isEqualTo("{\"data\":{\"n\":1.50},\"p\":1,\"q\":{\"answer\":3}}");
	}

	@Test
	void sendsTheMessageWithItsTypeAndItsReportabilityResponseUnderTheNamesDeclared() {
		EndpointDeclaration declaration = declared(Sent.MESSAGE, "in", "kind", "rr", null);
		StepInput plain = Inputs.withMapped(Inputs.withParams(INPUT, "{}"), "{}");
		assertThat(request(declaration, plain)).isEqualTo("{\"in\":\"<x/>\",\"kind\":\"ecr\",\"rr\":\"<rr/>\"}");
		assertThat(request(declaration, Inputs.withoutRrData(plain)))
			.isEqualTo("{\"in\":\"<x/>\",\"kind\":\"ecr\",\"rr\":null}");
	}

	@Test
	void sendsEveryMemberOnceAndWhatTheConfigSaysFirst() {
		StepInput input = Inputs.withMapped(Inputs.withParams(INPUT, "{\"data\":1,\"kind\":2}"), "{\"data\":3}");
		assertThat(request(declared(Sent.DATA, "data", "kind", null, null), input))
			.isEqualTo("{\"data\":3,\"kind\":2}");
	}

	@Test
	void goesOnWithTheMemberDeclared() {
		assertThat(unpack("out", 200, "{\"a\":1,\"out\":{\"n\":1.50}}"))
			.isEqualTo(StepResult.Continue.with(JsonFragment.literal("{\"n\":1.50}")));
	}

	@ParameterizedTest
	@ValueSource(strings = { "{}", "[]", "", "secret", "<out/>" })
	void goesOnWithTheSameDataWhereNoMemberIsDeclared(String body) {
		assertThat(unpack(null, 200, body)).isEqualTo(StepResult.Continue.unchanged());
	}

	@ParameterizedTest
	@ValueSource(strings = { "{}", "{\"out\":null}", "{\"in\":\"secret\"}" })
	void namesServiceAndMemberWhereAnAnswerLacksIt(String body) {
		assertThat(unpack("out", 200, body))
			.isEqualTo(new StepResult.Unusable("service checker answered 200 with no value for 'out'"));
	}

	@ParameterizedTest
	@ValueSource(strings = { "[]", "", "secret" })
	void namesTheServiceWhereAnAnswerIsNoObject(String body) {
		assertThat(unpack("out", 200, body))
			.isEqualTo(new StepResult.Unusable("service checker answered 200 with something else than a JSON object"));
	}

	@ParameterizedTest
	@ValueSource(ints = { 201, 400, 404, 422, 500, 503 })
	void passesEveryOtherStatusAndTheBodyOn(int status) {
		for (String member : new String[] { "out", null }) {
			assertThat(unpack(member, status, "{\"out\":\"no\"}"))
				.isEqualTo(new StepResult.Fail(status, "{\"out\":\"no\"}"));
		}
	}

	private static EndpointDeclaration declared(Sent send, String dataMember, @Nullable String messageTypeMember,
			@Nullable String rrDataMember, @Nullable String resultMember) {
		return new EndpointDeclaration("/v1/check", send, dataMember, messageTypeMember, rrDataMember, resultMember,
				false);
	}

	private static BuildingBlockEndpoint endpoint(EndpointDeclaration declaration) {
		return new Declarations(Path.of("blocks.yaml"))
			.endpoints(List.of(new BlockDeclaration("checker", "http://h", "/", List.of(declaration))))
			.getFirst();
	}

	private static String request(EndpointDeclaration declaration, StepInput input) {
		return endpoint(declaration).builder().build(input).json();
	}

	private static StepResult unpack(@Nullable String resultMember, int status, String body) {
		return endpoint(declared(Sent.DATA, "data", null, null, resultMember)).unpacker()
			.unpack(new ServiceResponse(status, "application/json", body.getBytes(StandardCharsets.UTF_8)));
	}

}
