/**
 * The embedded stack's own programs: a Kafka broker in one process, and the client that
 * sends a file to the front door.
 */
@NullMarked
package org.dibbs.orchestration.local;

import org.jspecify.annotations.NullMarked;
