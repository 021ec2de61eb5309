/**
 * From an eICR and its reportability response, both CDA, to FHIR resources.
 */
@NullMarked
package org.dibbs.orchestration.sandbox.fhirconverter.eicr;

import org.jspecify.annotations.NullMarked;
