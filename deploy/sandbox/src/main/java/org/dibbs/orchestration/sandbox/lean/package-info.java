/**
 * HTTP/1.1 at the least cost, for load tests: whatever the sandbox or the load generator
 * takes of the processors is missing to what is measured.
 */
@NullMarked
package org.dibbs.orchestration.sandbox.lean;

import org.jspecify.annotations.NullMarked;
