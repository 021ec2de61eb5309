/**
 * What every conversion writes to: a batch bundle with ids that depend on the input
 * alone.
 */
@NullMarked
package org.dibbs.orchestration.sandbox.fhirconverter.bundle;

import org.jspecify.annotations.NullMarked;
