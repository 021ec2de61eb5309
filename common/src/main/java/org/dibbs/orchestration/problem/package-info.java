/**
 * Everything that can go wrong on the way of a message, in the two forms a caller can ask
 * for.
 */
@NullMarked
package org.dibbs.orchestration.problem;

import org.jspecify.annotations.NullMarked;
