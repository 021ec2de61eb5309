package org.dibbs.orchestration.local.secrecy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;

class MarkersTests {

	private final Markers markers = new Markers();

	private final String word = this.markers.word("a name");

	private final String day = this.markers.day("a day");

	private final String phone = this.markers.phone("a phone");

	@ParameterizedTest
	@ValueSource(strings = { "%s", "\\n%s\\u0041", "x%sY", "<a b='%s'/>", "?q=%s&r", "%s%s" })
	void findsAWordWhereverItStands(String text) {
		assertThat(this.markers.in(text.replace("%s", this.word))).containsExactly("a name");
		assertThat(this.markers.in(text.replace("%s", this.word.toUpperCase()))).containsExactly("a name");
	}

	@ParameterizedTest
	@ValueSource(strings = { "\"%s\"", "%sT04:15:00-05:00", "x%s y", "%s" })
	void findsADayInBothFormats(String text) {
		assertThat(this.markers.in(text.replace("%s", this.day))).containsExactly("a day");
		assertThat(this.markers.in(text.replace("%s", this.day.replace("-", "")))).containsExactly("a day");
		assertThat(this.markers.in(this.day.replace("-", "") + "041500-0500")).containsExactly("a day");
	}

	@ParameterizedTest
	@ValueSource(strings = { "987%s", "+1987%s", "^987^%s", "tel:+1-987-%s" })
	void findsAPhoneNumber(String text) {
		String dashed = this.phone.substring(0, 3) + "-" + this.phone.substring(3);
		assertThat(this.markers.in(text.replace("%s", this.phone))).containsExactly("a phone");
		assertThat(this.markers.in(text.replace("%s", dashed))).containsExactly("a phone");
	}

	@Test
	void takesNothingElseForOne() {
		assertThat(this.markers.in("1901010217950000 179576810819010102 qzvxjz 9870009999 1795987000000")).isEmpty();
	}

	@Test
	void eachIsAnother() {
		assertThat(this.markers.word("b")).isNotEqualTo(this.markers.word("c"));
		assertThat(this.markers.count()).isEqualTo(5);
	}

}
