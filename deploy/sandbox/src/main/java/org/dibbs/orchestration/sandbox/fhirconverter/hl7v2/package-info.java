/**
 * From HL7 v2 segments to FHIR resources.
 */
@NullMarked
package org.dibbs.orchestration.sandbox.fhirconverter.hl7v2;

import org.jspecify.annotations.NullMarked;
