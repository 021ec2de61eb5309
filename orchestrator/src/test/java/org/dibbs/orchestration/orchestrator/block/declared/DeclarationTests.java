package org.dibbs.orchestration.orchestrator.block.declared;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

import org.dibbs.orchestration.orchestrator.block.BuildingBlockEndpoint;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import org.springframework.mock.env.MockEnvironment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

class DeclarationTests {

	private static final String GOOD = "name: a, url: 'http://h', endpoints: [{path: /e}]";

	@TempDir
	private Path folder;

	private final MockEnvironment environment = new MockEnvironment().withProperty("HOST", "u:s3cret@host");

	@Test
	void takesSeveralServicesWithPlaceholdersAndDefaults() throws IOException {
		List<BuildingBlockEndpoint> endpoints = read("""
				building-blocks:
				  - name: first
				    url: http://${HOST}:${PORT:80}/base
				    endpoints:
				      - path: /v1/check
				      - path: /v2/check
				        repeatable: true
				  - name: second_2
				    url: https://other
				    health-path: /health
				    endpoints: [{path: /x, send: message, data-member: m, message-type-member: t, rr-data-member: r,
				      result-member: out}]
				""");
		assertThat(endpoints).extracting(BuildingBlockEndpoint::name).containsExactly("/v1/check", "/v2/check", "/x");
		assertThat(endpoints).extracting(BuildingBlockEndpoint::repeatable).containsExactly(false, true, false);
		assertThat(endpoints).extracting((endpoint) -> endpoint.block().serviceKeys())
			.containsExactly(List.of("first"), List.of("first"), List.of("second_2"));
		assertThat(endpoints.toString()).doesNotContain("s3cret");
	}

	@Test
	void takesTheExampleOfTheDocumentation() {
		assertThat(read(Path.of("../docs/examples/building-blocks.yaml"))).extracting(BuildingBlockEndpoint::name)
			.containsExactly("/tag");
	}

	@Test
	void takesJson() throws IOException {
		assertThat(
				read("{\"building-blocks\":[{\"name\":\"a\",\"url\":\"http://h\",\"endpoints\":[{\"path\":\"/e\"}]}]}"))
			.hasSize(1);
	}

	@Test
	void takesAnEmptyList() throws IOException {
		assertThat(read("building-blocks: []")).isEmpty();
	}

	@ParameterizedTest
	@CsvSource(delimiter = '|', quoteCharacter = '`', value = {
			"url: 'http://h', endpoints: [{path: /e}]|building-blocks[0] has no name",
			"name: '', url: 'http://h', endpoints: [{path: /e}]|building-blocks[0] has no name",
			"name: A-b, url: 'http://h', endpoints: [{path: /e}]|building-blocks[0] (A-b): a name has lower-case letters, digits and '_', begins with a letter and has at most 64 characters",
			"name: ingestion, url: 'http://h', endpoints: [{path: /e}]|building-blocks[0] (ingestion): a building block that comes with the software has that name; choose another",
			"name: save_metadata, url: 'http://h', endpoints: [{path: /e}]|building-blocks[0] (save_metadata): a building block that comes with the software has that name; choose another",
			"GOOD}, {GOOD|building-blocks[1] (a): there is another building block of that name",
			"name: a, endpoints: [{path: /e}]|building-blocks[0] (a) has no url",
			"name: a, url: '${EMPTY:}', endpoints: [{path: /e}]|building-blocks[0] (a) has no url",
			"name: a, url: 'h:80', endpoints: [{path: /e}]|building-blocks[0] (a): url must be an http or https URL without query",
			"name: a, url: 'ftp://u:s3cret@h', endpoints: [{path: /e}]|building-blocks[0] (a): url must be an http or https URL without query",
			"name: a, url: 'http://u:s3cret@h:99999', endpoints: [{path: /e}]|building-blocks[0] (a): url must be an http or https URL without query",
			"name: a, url: 'http://u:s3cret@', endpoints: [{path: /e}]|building-blocks[0] (a): url must be an http or https URL without query",
			"name: a, url: 'http://h?x', endpoints: [{path: /e}]|building-blocks[0] (a): url must be an http or https URL without query",
			"name: a, url: 'http://h', health-path: 'http://x', endpoints: [{path: /e}]|building-blocks[0] (a): health-path must be a plain path such as /health",
			"name: a, url: 'http://h'|building-blocks[0] (a) has no endpoints",
			"name: a, url: 'http://h', endpoints: []|building-blocks[0] (a) has no endpoints",
			"name: a, url: 'http://h', endpoints: [{send: data}]|building-blocks[0] (a), endpoints[0] has no path",
			"name: a, url: 'http://h', endpoints: [{path: e}]|building-blocks[0] (a), endpoints[0]: path must be a plain path such as /check, without scheme, host or query",
			"name: a, url: 'http://h', endpoints: [{path: /a/../b}]|building-blocks[0] (a), endpoints[0]: path must be a plain path such as /check, without scheme, host or query",
			"name: a, url: 'http://h', endpoints: [{path: /e}, {path: /e}]|building-blocks[0] (a), endpoints[1]: there is another endpoint with the path /e",
			"name: a, url: 'http://h', endpoints: [{path: /e, data-member: ''}]|building-blocks[0] (a), endpoints[0]: the name of a member must not be empty; leave it out for none",
			"name: a, url: 'http://h', endpoints: [{path: /e, result-member: ''}]|building-blocks[0] (a), endpoints[0]: the name of a member must not be empty; leave it out for none",
			"name: a, url: 'http://h', endpoints: [{path: /e, rr-data-member: data}]|building-blocks[0] (a), endpoints[0]: two members of the request have the same name",
			"name: a, usr: 'http://u:s3cret@h', endpoints: [{path: /e}]|building-blocks[0].usr (line 1) is no setting of a building block",
			"name: a, url: 'http://u:s3cret@${NOWHERE}', endpoints: [{path: /e}]|building-blocks[0].url (line 1): the environment has no NOWHERE",
			"name: a, url: 'http://h', endpoints: [{path: /e, repeatable: s3cret}]|building-blocks[0].endpoints[0].repeatable (line 1) cannot be read; expected true or false",
			"name: a, url: 'http://h', endpoints: [{path: /e, send: s3cret}]|building-blocks[0].endpoints[0].send (line 1) cannot be read; expected data or message",
			"name: a, url: 'http://h', endpoints: s3cret|building-blocks[0].endpoints (line 1) cannot be read; expected a list" })
	void namesWhatIsWrongAndWhereButNoValueThatCouldBeSecret(String block, String error) {
		assertRefused("building-blocks: [{" + block.replace("GOOD", GOOD) + "}]", error);
	}

	@Test
	void namesAllThatIsWrongAtOnce() {
		assertRefused("building-blocks: [{name: a}, {name: ingestion, url: x, endpoints: [{}]}]",
				"building-blocks[0] (a) has no url\n  building-blocks[0] (a) has no endpoints\n  "
						+ "building-blocks[1] (ingestion): a building block that comes with the software has that name; "
						+ "choose another\n  building-blocks[1] (ingestion): url must be an http or https URL without "
						+ "query\n  building-blocks[1] (ingestion), endpoints[0] has no path");
	}

	@ParameterizedTest
	@CsvSource(delimiter = '|', quoteCharacter = '`',
			value = { "``|it holds 0 YAML documents; expected one",
					"`a: 1\n---\nb: 2`|it holds 2 YAML documents; expected one",
					"blocks: []|it has no list 'building-blocks' at its top",
					"- name: a|it has no list 'building-blocks' at its top",
					"building-blocks: s3cret|building-blocks (line 1) cannot be read; expected a list",
					"`a: b\nurl: http://u:s3cret@h: x`|it is no YAML; look at line 2, column 23",
					"`a: !!java.net.URL ['http://h']`|it is no YAML; look at line 1, column 4" })
	void saysWhatIsWrongWithTheFile(String content, String error) {
		assertRefused(content, error);
	}

	@Test
	void saysWhichFileItLookedFor() {
		Path absent = this.folder.resolve("absent.yaml");
		assertThatExceptionOfType(DeclarationException.class).isThrownBy(() -> read(absent))
			.withMessage("The building blocks declared in " + absent + " cannot be used:\n  there is no such file");
		assertThatExceptionOfType(DeclarationException.class).isThrownBy(() -> read(this.folder))
			.withMessageEndingWith("it is no file");
	}

	private void assertRefused(String content, String error) {
		assertThatExceptionOfType(DeclarationException.class).isThrownBy(() -> read(content))
			.withMessage("The building blocks declared in " + this.folder.resolve("blocks.yaml")
					+ " cannot be used:\n  " + error)
			.withNoCause();
	}

	private List<BuildingBlockEndpoint> read(String content) throws IOException {
		return read(Files.writeString(this.folder.resolve("blocks.yaml"), content));
	}

	private List<BuildingBlockEndpoint> read(Path file) {
		return new Declarations(file).endpoints(new DeclarationFile(file, this.environment).read());
	}

}
