package org.dibbs.orchestration.sandbox.fhirconverter.bundle;

import org.hl7.fhir.r4.model.Organization;
import org.hl7.fhir.r4.model.Patient;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class BundleAssemblerTests {

	private final BundleAssembler bundle = new BundleAssembler("elr", "message-1");

	@Test
	void refersToWhatItAdded() {
		assertThat(this.bundle.addWithId(new Patient(), "p").getReference()).isEqualTo("Patient/p");
	}

	@Test
	void addsTheSameThingOnce() {
		this.bundle.add(new Organization(), "a");
		this.bundle.add(new Organization(), "a");
		assertThat(this.bundle.bundle().getEntry()).hasSize(1);
	}

	@Test
	void keepsThingsOfDifferentTypesApart() {
		this.bundle.add(new Organization(), "a");
		this.bundle.add(new Patient(), "a");
		assertThat(this.bundle.bundle().getEntry()).hasSize(2);
	}

	@Test
	void keepsMessagesApart() {
		String other = new BundleAssembler("elr", "message-2").add(new Patient(), "a").getReference();
		assertThat(this.bundle.add(new Patient(), "a").getReference()).isNotEqualTo(other);
	}

	@Test
	void namesTheSource() {
		this.bundle.add(new Patient(), "a");
		assertThat(this.bundle.bundle().getEntryFirstRep().getResource().getMeta().getSource()).isEqualTo("elr");
	}

}
