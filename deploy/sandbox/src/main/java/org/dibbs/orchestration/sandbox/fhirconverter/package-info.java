/**
 * Stand-in for the FHIR converter: the endpoint and the choice of a converter.
 */
@NullMarked
package org.dibbs.orchestration.sandbox.fhirconverter;

import org.jspecify.annotations.NullMarked;
