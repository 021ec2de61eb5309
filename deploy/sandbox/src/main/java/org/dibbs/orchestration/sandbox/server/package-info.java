/**
 * The HTTP side: paths to endpoints, health, faults and latency around every call.
 */
@NullMarked
package org.dibbs.orchestration.sandbox.server;

import org.jspecify.annotations.NullMarked;
