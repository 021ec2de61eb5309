package org.dibbs.orchestration.json;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

class JsonLinesTests {

	@ParameterizedTest
	@MethodSource("documents")
	void findsWhatIsOnTheLines(String document, List<String> expected) {
		List<String> lines = StreamSupport.stream(lines(document).spliterator(), false)
			.map((line) -> line.number() + ":" + line.value().json())
			.toList();
		assertThat(lines).isEqualTo(expected);
	}

	static Stream<Arguments> documents() {
		return Stream.of(Arguments.of("", List.of()), Arguments.of("\n", List.of()),
				Arguments.of(" \r\n\t\n ", List.of()), Arguments.of("a", List.of("1:a")),
				Arguments.of("a\n", List.of("1:a")), Arguments.of("a\nb", List.of("1:a", "2:b")),
				Arguments.of("a\r\nb\r\n", List.of("1:a", "2:b")),
				Arguments.of("\n\n a b \n\n\nc\n\n", List.of("3:a b", "6:c")), Arguments.of("a\rb", List.of("1:a\rb")),
				Arguments.of("\uFEFFa\n\uFEFFb", List.of("1:a", "2:\uFEFFb")), Arguments.of("\uFEFF", List.of()));
	}

	@Test
	void hasNothingBehindTheLastLine() {
		var lines = lines("a\n\n").iterator();
		lines.next();
		assertThat(lines.hasNext()).isFalse();
		assertThatExceptionOfType(NoSuchElementException.class).isThrownBy(lines::next);
	}

	private static JsonLines lines(String document) {
		return JsonLines.of(document.getBytes(StandardCharsets.UTF_8));
	}

}
