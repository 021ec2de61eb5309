/**
 * The messages that are sent.
 */
@NullMarked
package org.dibbs.orchestration.bench.message;

import org.jspecify.annotations.NullMarked;
