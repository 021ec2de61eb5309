/**
 * FHIR resources as JSON and as HAPI's model, and the one context they share.
 */
@NullMarked
package org.dibbs.orchestration.sandbox.fhir;

import org.jspecify.annotations.NullMarked;
