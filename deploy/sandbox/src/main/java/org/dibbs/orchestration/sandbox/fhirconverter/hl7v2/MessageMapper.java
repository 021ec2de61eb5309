package org.dibbs.orchestration.sandbox.fhirconverter.hl7v2;

import java.util.List;

import org.dibbs.orchestration.sandbox.fhirconverter.bundle.BundleAssembler;
import org.dibbs.orchestration.sandbox.fhirconverter.bundle.Hl7Time;
import org.hl7.fhir.r4.model.Bundle;
import org.hl7.fhir.r4.model.Coding;
import org.hl7.fhir.r4.model.DateTimeType;
import org.hl7.fhir.r4.model.DiagnosticReport;
import org.hl7.fhir.r4.model.DiagnosticReport.DiagnosticReportStatus;
import org.hl7.fhir.r4.model.Encounter;
import org.hl7.fhir.r4.model.Encounter.EncounterStatus;
import org.hl7.fhir.r4.model.Immunization;
import org.hl7.fhir.r4.model.Immunization.ImmunizationStatus;
import org.hl7.fhir.r4.model.Organization;
import org.hl7.fhir.r4.model.Patient;
import org.hl7.fhir.r4.model.Reference;
import org.hl7.fhir.r4.model.StringType;
import org.jspecify.annotations.Nullable;

/**
 * Walks the segments of one message in their order. For one thread.
 */
final class MessageMapper {

	private final BundleAssembler bundle;

	private final List<SegmentView> segments;

	private Reference patient = new Reference();

	/** The OBR that the next OBX belongs to. */
	private @Nullable DiagnosticReport report;

	MessageMapper(String source, List<SegmentView> segments) {
		this.segments = segments;
		SegmentView header = segments.getFirst();
		// Sender, time and control id: what the standard tells messages apart by.
		this.bundle = new BundleAssembler(source,
				header.get(3) + "|" + header.get(4) + "|" + header.get(7) + "|" + header.get(10));
	}

	Bundle bundle() {
		for (int i = 0; i < this.segments.size(); i++) {
			SegmentView segment = this.segments.get(i);
			String key = segment.segment().getName() + " at " + i;
			switch (segment.segment().getName()) {
				case "MSH" -> addSender(segment);
				case "PID" -> this.patient = this.bundle.add(PidMapper.patient(segment), patientKey(segment));
				case "PV1" -> addEncounter(segment, key);
				case "OBR" -> addReport(segment, key);
				case "OBX" -> addObservation(segment, key);
				case "RXA" -> addImmunization(segment, key);
				default -> {
					// Next of kin, notes and orders are left to the real converter.
				}
			}
		}
		if (this.bundle.bundle().getEntry().stream().noneMatch((entry) -> entry.getResource() instanceof Patient)) {
			throw new IllegalArgumentException("The message has no PID");
		}
		return this.bundle.bundle();
	}

	private static String patientKey(SegmentView pid) {
		return pid.get(3, 0, 4) + "|" + pid.get(3);
	}

	private void addSender(SegmentView msh) {
		if (!msh.get(4).isEmpty()) {
			this.bundle.add(new Organization().setName(msh.get(4)), msh.get(4));
		}
	}

	private void addEncounter(SegmentView pv1, String key) {
		Encounter encounter = new Encounter();
		encounter.setStatus(EncounterStatus.UNKNOWN).setSubject(this.patient);
		String code = switch (pv1.get(2)) {
			case "I" -> "IMP";
			case "E" -> "EMER";
			case "P" -> "PRENC";
			default -> "AMB";
		};
		encounter.setClass_(new Coding("http://terminology.hl7.org/CodeSystem/v3-ActCode", code, null));
		if (!pv1.get(19).isEmpty()) {
			encounter.addIdentifier().setValue(pv1.get(19));
		}
		encounter.getPeriod().setStartElement(Hl7Time.dateTime(pv1.get(44)));
		encounter.getPeriod().setEndElement(Hl7Time.dateTime(pv1.get(45)));
		this.bundle.add(encounter, key);
	}

	private void addReport(SegmentView obr, String key) {
		DiagnosticReport next = new DiagnosticReport();
		next.setStatus(switch (obr.get(25)) {
			case "P", "R", "S" -> DiagnosticReportStatus.PRELIMINARY;
			case "C" -> DiagnosticReportStatus.CORRECTED;
			case "X" -> DiagnosticReportStatus.CANCELLED;
			default -> DiagnosticReportStatus.FINAL;
		});
		next.setCode(obr.concept(4)).setSubject(this.patient);
		next.setEffective(Hl7Time.dateTime(obr.get(7)));
		if (!obr.get(3).isEmpty()) {
			next.addIdentifier().setValue(obr.get(3));
		}
		this.report = next;
		this.bundle.add(next, key);
	}

	private void addObservation(SegmentView obx, String key) {
		Reference result = this.bundle.add(ObxMapper.observation(obx, this.patient), key);
		if (this.report != null) {
			this.report.addResult(result);
		}
	}

	private void addImmunization(SegmentView rxa, String key) {
		Immunization immunization = new Immunization();
		immunization.setStatus(switch (rxa.get(20)) {
			case "RE", "NA" -> ImmunizationStatus.NOTDONE;
			default -> ImmunizationStatus.COMPLETED;
		}).setVaccineCode(rxa.concept(5)).setPatient(this.patient).setLotNumber(rxa.orNull(15, 0, 1));
		DateTimeType when = Hl7Time.dateTime(rxa.get(3));
		immunization.setOccurrence((when != null) ? when : new StringType("Unknown"));
		if (!rxa.get(17, 0, 2).isEmpty()) {
			immunization
				.setManufacturer(this.bundle.add(new Organization().setName(rxa.get(17, 0, 2)), rxa.get(17, 0, 2)));
		}
		this.bundle.add(immunization, key);
	}

}
