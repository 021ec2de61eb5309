/**
 * The ingestion service: standardises names, dates of birth and phones, and geocodes.
 */
@NullMarked
package org.dibbs.orchestration.orchestrator.block.ingestion;

import org.jspecify.annotations.NullMarked;
