package org.dibbs.orchestration.json;

import java.nio.charset.Charset;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

class JsonMembersTests {

	@Test
	void cutsEveryKindOfValueOutAsItWasWritten() {
		Map<String, JsonFragment> members = members("""
				{ "s" : "a \\"q\\" , } é 😀" , "n":-1.50e+3 ,"t":true,
				  "nul" : null, "o": {"x": [1, {"y": "}"}]} , "a":[ 1 , 2 ] , "e":"" }\n\s""");
		assertThat(json(members)).containsExactly("s=\"a \\\"q\\\" , } é 😀\"", "n=-1.50e+3", "t=true", "nul=null",
				"o={\"x\": [1, {\"y\": \"}\"}]}", "a=[ 1 , 2 ]", "e=\"\"");
	}

	@Test
	void cutsAFragmentThatIsPartOfALargerDocument() {
		JsonFragment inner = member(members("{\"pad\":\"é\",\"in\":{\"k\":\"v\",\"z\":7}}"), "in");
		assertThat(json(members(inner.json()))).containsExactly("k=\"v\"", "z=7");
		assertThat(JsonMembers.member(inner, "z")).isEqualTo(JsonFragment.literal("7"));
	}

	@Test
	void keepsALongStringWhole() {
		String text = "x".repeat(1_000_000) + "\\u00e9\\n";
		Map<String, JsonFragment> members = members("{\"m\":\"" + text + "\",\"after\":1}");
		assertThat(member(members, "m").length()).isEqualTo(text.length() + 2);
		assertThat(member(members, "m").text()).endsWith("xé\n");
		assertThat(member(members, "after").json()).isEqualTo("1");
	}

	@Test
	void cutsANumberOfAnyLength() {
		String digits = "7".repeat(5_000);
		assertThat(json(members("{\"n\":" + digits + ",\"d\":-0." + digits + "e-7}"))).containsExactly("n=" + digits,
				"d=-0." + digits + "e-7");
	}

	@ParameterizedTest
	@ValueSource(strings = { "UTF-16", "UTF-16LE", "UTF-16BE", "UTF-32", "UTF-32LE", "UTF-32BE", "X-UTF-32LE-BOM" })
	void refusesADocumentThatIsNotUtf8(String charset) {
		for (String document : List.of("{\"a\":1}", "[1]", "\"a\"", "1")) {
			JsonFragment foreign = JsonFragment.of(document.getBytes(Charset.forName(charset)));
			assertThatExceptionOfType(JsonSyntaxException.class).isThrownBy(() -> JsonMembers.of(foreign));
			assertThatExceptionOfType(JsonSyntaxException.class).isThrownBy(() -> JsonMembers.elements(foreign));
		}
	}

	@Test
	void takesTheLastOfTwoMembersWithOneName() {
		assertThat(json(members("{\"a\":1,\"a\":2}"))).containsExactly("a=2");
	}

	@Test
	void cutsWhatItHasNotedAheadAsItCutsWhatItReadsAgain() {
		String bundle = "{ \"type\": \"a\" ,\"resourceType\":\"Bundle\", \"entry\" : [ {\"x\":{}} ],"
				+ "\"meta\":{\"tag\":{ \"deep\":{\"er\":1} }}, \"type\":\"é\" , \"none\":{ } }";
		JsonFragment answer = JsonFragment
			.literal("{\"pad\":\"é\", \"response\" : {\"FhirResource\": " + bundle + " } }");
		JsonFragment response = JsonMembers.member(answer, "response");
		assertThat(response).isNotNull();
		JsonFragment noted = JsonMembers.member(response, "FhirResource");
		assertThat(noted).isNotNull().isEqualTo(JsonFragment.literal(bundle));
		assertThat(noted.knownMembers()).isNotNull();
		assertAllLevelsAreTheSame(noted, JsonFragment.literal(bundle));
		assertThat(JsonMembers.member(noted, "type")).isEqualTo(JsonFragment.literal("\"é\""));
	}

	@Test
	void notesNothingAheadOfAnObjectWithManyMembers() {
		for (int count : List.of(32, 33, 100)) {
			String many = IntStream.range(0, count)
				.mapToObj((i) -> "\"m" + i + "\":{\"i\":" + i + "}")
				.collect(Collectors.joining(",", "{", "}"));
			JsonFragment inner = member(members("{\"in\":" + many + ",\"after\":{\"k\":[]}}"), "in");
			assertThat(inner.knownMembers() != null).as("%d members", count).isEqualTo(count == 32);
			assertThat(JsonMembers.of(inner)).hasSize(count);
			assertAllLevelsAreTheSame(inner, JsonFragment.literal(many));
			Map<String, JsonFragment> wide = members(many);
			assertThat(wide.values().stream().filter((value) -> value.knownMembers() != null)).hasSize(32);
		}
	}

	@Test
	void givesNothingForAValueThatIsNoObject() {
		for (String value : List.of("[1]", "\"{}\"", "12", "null", "true")) {
			assertThat(JsonMembers.of(JsonFragment.literal(value))).as(value).isNull();
		}
	}

	@ParameterizedTest
	@CsvSource(delimiter = '|', quoteCharacter = '`',
			value = { "not json|0", "`{\"a\": }`|6", "{a:1}|1", "`{\"a\":1,}`|7", "`{\"a\" 1}`|5", "`{\"a\":1} x`|8",
					"`{\"a\":\"b`|5", "`[1 2]`|3", "`{\"é\":}`|5", "`{\"a\":\"\\x\"}`|6", "`{\"a\":tru}`|5", "{|1",
					"`{\"a\":1`|6", "`\"a\nb\"`|2", "`{\"a\":01}`|6", "`   `|3", "`{\"😀\":}`|5" })
	void saysWhereADocumentStopsBeingJsonAsPythonDoes(String document, int offset) {
		assertThatExceptionOfType(JsonSyntaxException.class)
			.isThrownBy(() -> JsonMembers.of(JsonFragment.literal(document)))
			.satisfies((ex) -> assertThat(ex.offset()).isEqualTo(offset));
	}

	@Test
	void cutsTheElementsOfAnArrayOutAsTheyWereWritten() {
		List<JsonFragment> elements = JsonMembers.elements(JsonFragment.literal("""
				[ "a, ]" , -1.50e+3,{"x": [1, 2 ]} ,[ ],null , "é"\t]\s"""));
		assertThat(elements).extracting(JsonFragment::json)
			.containsExactly("\"a, ]\"", "-1.50e+3", "{\"x\": [1, 2 ]}", "[ ]", "null", "\"é\"");
		assertThat(JsonMembers.elements(JsonFragment.literal("[]"))).isEmpty();
	}

	@Test
	void cutsTheElementsOfAnArrayThatIsPartOfALargerDocument() {
		JsonFragment inner = member(members("{\"pad\":\"é\",\"in\":[7, {\"k\":[8]}]}"), "in");
		assertThat(JsonMembers.elements(inner)).extracting(JsonFragment::json).containsExactly("7", "{\"k\":[8]}");
	}

	@Test
	void givesNoElementsForAValueThatIsNoArray() {
		for (String value : List.of("{\"a\":[1]}", "\"[]\"", "12", "null")) {
			assertThat(JsonMembers.elements(JsonFragment.literal(value))).as(value).isNull();
		}
	}

	@ParameterizedTest
	@CsvSource(delimiter = '|', quoteCharacter = '`', value = { "[1|2", "`[1,]`|3", "[1 2]|3", "[1] x|4", "` `|1" })
	void saysWhereAnArrayStopsBeingJson(String document, int offset) {
		assertThatExceptionOfType(JsonSyntaxException.class)
			.isThrownBy(() -> JsonMembers.elements(JsonFragment.literal(document)))
			.satisfies((ex) -> assertThat(ex.offset()).isEqualTo(offset));
	}

	@Test
	void refusesADocumentNestedTooDeeply() {
		String deep = "{\"a\":" + "[".repeat(5000) + "]".repeat(5000) + "}";
		assertThatExceptionOfType(JsonSyntaxException.class)
			.isThrownBy(() -> JsonMembers.of(JsonFragment.literal(deep)))
			.withMessageContaining("deeper than 500");
	}

	@Test
	void neverQuotesTheDocumentInAnError() {
		assertThatExceptionOfType(JsonSyntaxException.class)
			.isThrownBy(() -> JsonMembers.of(JsonFragment.literal("{\"name\": SECRETVALUE}")))
			.satisfies((ex) -> assertThat(ex).hasNoCause().hasMessageNotContaining("SECRET"));
	}

	private static void assertAllLevelsAreTheSame(JsonFragment noted, JsonFragment fresh) {
		Map<String, JsonFragment> members = JsonMembers.of(noted);
		Map<String, JsonFragment> expected = JsonMembers.of(JsonFragment.literal(fresh.json()));
		if (expected == null) {
			assertThat(members).isNull();
			return;
		}
		assertThat(members).isNotNull().containsExactlyEntriesOf(expected);
		members.forEach((name, value) -> assertAllLevelsAreTheSame(value, member(expected, name)));
	}

	private static Map<String, JsonFragment> members(String json) {
		Map<String, JsonFragment> members = JsonMembers.of(JsonFragment.literal(json));
		assertThat(members).isNotNull();
		return members;
	}

	private static JsonFragment member(Map<String, JsonFragment> members, String name) {
		JsonFragment member = members.get(name);
		assertThat(member).isNotNull();
		return member;
	}

	private static List<String> json(Map<String, JsonFragment> members) {
		return members.entrySet().stream().map((entry) -> entry.getKey() + "=" + entry.getValue().json()).toList();
	}

}
