/**
 * Canned answers for load tests, where the sandbox must cost next to nothing.
 */
@NullMarked
package org.dibbs.orchestration.sandbox.cheap;

import org.jspecify.annotations.NullMarked;
