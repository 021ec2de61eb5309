/**
 * Reads batches: NDJSON, and HL7 v2 messages with or without the segments of the batch
 * protocol around them. Whatever came in, what comes out is NDJSON.
 */
@NullMarked
package org.dibbs.orchestration.gateway.batch;

import org.jspecify.annotations.NullMarked;
