/**
 * The FHIR converter: makes a FHIR bundle of a CDA document or an HL7 v2 message.
 */
@NullMarked
package org.dibbs.orchestration.orchestrator.block.fhirconverter;

import org.jspecify.annotations.NullMarked;
