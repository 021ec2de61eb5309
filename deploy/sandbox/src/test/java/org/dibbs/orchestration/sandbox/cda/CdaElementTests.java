package org.dibbs.orchestration.sandbox.cda;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class CdaElementTests {

	private CdaElement document;

	@BeforeEach
	void parse() throws CdaException {
		this.document = CdaParser
			.parse("""
					<a xmlns="urn:hl7-org:v3" xmlns:s="urn:hl7-org:sdtc" xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance"
						xmlns:cda="urn:hl7-org:v3">
						<b id=" 1 "><c>one
							two</c></b>
						<b id="2"><d><c>three</c></d></b>
						<s:e value="true"/>
						<f xmlns="urn:other"/>
						<g xsi:type="cda:CD" nullFlavor="UNK"/>
						<h nullFlavor="UNK" code="x"/>
					</a>""");
	}

	@Test
	void takesTheFirstChildAlongAPath() {
		assertThat(this.document.child("b", "c").exists()).isTrue();
	}

	@Test
	void isMissingWhereThePathEnds() {
		assertThat(this.document.child("b", "x", "y").exists()).isFalse();
	}

	@Test
	void hasNothingWhereItIsMissing() {
		CdaElement missing = CdaElement.missing();
		assertThat(missing.attribute("id") + missing.text() + missing.type()).isEmpty();
		assertThat(missing.children("a")).isEmpty();
		assertThat(missing.descendants("a")).isEmpty();
		assertThat(missing.is("a")).isFalse();
	}

	@Test
	void findsChildrenInOrder() {
		assertThat(this.document.children("b")).extracting((b) -> b.attribute("id")).containsExactly("1", "2");
	}

	@Test
	void findsDescendantsAtAnyDepth() {
		assertThat(this.document.descendants("c")).extracting(CdaElement::text).containsExactly("one two", "three");
	}

	@Test
	void knowsTheExtensionsOfCda() {
		assertThat(this.document.child("e").attribute("value")).isEqualTo("true");
	}

	@Test
	void passesOverOtherNamespaces() {
		assertThat(this.document.child("f").exists()).isFalse();
	}

	@Test
	void readsATypeWithoutItsPrefix() {
		assertThat(this.document.child("g").type()).isEqualTo("CD");
	}

	@Test
	void hasNoValueIfItIsMarkedUnknown() {
		assertThat(this.document.child("g").hasValue()).isFalse();
	}

	@Test
	void hasAValueIfItIsMarkedUnknownYetCoded() {
		assertThat(this.document.child("h").hasValue()).isTrue();
	}

}
