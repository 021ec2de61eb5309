package org.dibbs.orchestration.orchestrator.block;

import java.io.IOException;
import java.time.Duration;
import java.util.List;

import org.apache.hc.client5.http.impl.classic.CloseableHttpClient;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

import org.springframework.test.web.servlet.assertj.MockMvcTester;
import org.springframework.util.unit.DataSize;

import static org.assertj.core.api.Assertions.assertThat;

class BuildingBlockControllerTests {

	private final StubBlock stub = new StubBlock().answers(404, "{}");

	private final BuildingBlockProperties.Http http = TestClients.http(Duration.ofSeconds(20), DataSize.ofMegabytes(1));

	private final CloseableHttpClient client = BuildingBlockConfiguration
		.httpClient(BuildingBlockConfiguration.connections(this.http), this.http);

	@AfterEach
	void close() throws IOException {
		this.client.close();
		this.stub.close();
	}

	@Test
	void tellsWhichServicesThereAreAndWhetherTheyAnswerButNotWhere() throws IOException {
		String up = this.stub.url().replace("http://", "http://user:s3cret@") + "/base";
		BuildingBlockController controller = controller(
				new BuildingBlockProperties.Url(up, TestClients.deadUrl(), "", null, null, null));
		MockMvcTester mvc = MockMvcTester.of(controller);
		for (int i = 0; i < 2; i++) {
			assertThat(mvc.get().uri("/building-blocks")).hasStatusOk()
				.bodyText()
				.startsWith("{\"building_blocks\":[{\"service\":\"validation\",\"keys\":[\"validation\"],"
						+ "\"endpoints\":[],\"configured\":true,\"health\":\"up\"},{\"service\":\"fhir_converter\","
						+ "\"keys\":[\"fhir_converter\"],\"endpoints\":[],\"configured\":true,\"health\":\"down\"},"
						+ "{\"service\":\"ingestion\",\"keys\":[\"ingestion\"],\"endpoints\":[\"standardize_names\"],"
						+ "\"configured\":false,\"health\":\"unknown\"}")
				.endsWith("\"keys\":[\"save_bundle\",\"save_metadata\"],\"endpoints\":[\"save-fhir-data\"],"
						+ "\"configured\":false,\"health\":\"unknown\"}]}")
				.doesNotContain("s3cret", "127.0.0.1");
		}
		assertThat(this.stub.requests()).singleElement()
			.satisfies((request) -> assertThat(request.method() + " " + request.path()).isEqualTo("GET /base/"));
		controller.destroy();
	}

	@Test
	void takesAServerErrorForDown() throws IOException {
		try (StubBlock broken = new StubBlock().answers(503, "")) {
			BuildingBlockController controller = controller(
					new BuildingBlockProperties.Url(broken.url(), null, null, null, null, null));
			assertThat(MockMvcTester.of(controller).get().uri("/building-blocks")).bodyText()
				.contains("\"configured\":true,\"health\":\"down\"");
			controller.destroy();
		}
	}

	private BuildingBlockController controller(BuildingBlockProperties.Url urls) {
		EndpointCatalog catalog = new EndpointCatalog(List.of(TestClients.NAMES, TestClients.SAVE));
		return new BuildingBlockController(catalog, new BlockAddresses(catalog.blocks(), urls), this.client);
	}

}
