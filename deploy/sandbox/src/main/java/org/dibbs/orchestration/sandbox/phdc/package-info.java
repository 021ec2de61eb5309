/**
 * Stand-in for the message parser's second endpoint: a FHIR bundle as a PHDC document.
 */
@NullMarked
package org.dibbs.orchestration.sandbox.phdc;

import org.jspecify.annotations.NullMarked;
