/**
 * Stand-in for the ingestion service: names, dates of birth, telephone numbers and
 * coordinates.
 */
@NullMarked
package org.dibbs.orchestration.sandbox.ingestion;

import org.jspecify.annotations.NullMarked;
