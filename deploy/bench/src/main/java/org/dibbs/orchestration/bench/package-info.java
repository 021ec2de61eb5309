/**
 * {@code ./dibbs bench}: measures a stack under load, and beside it the floor.
 */
@NullMarked
package org.dibbs.orchestration.bench;

import org.jspecify.annotations.NullMarked;
