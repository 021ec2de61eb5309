/**
 * Somebody who means no good, before a stack that knows its callers.
 */
@NullMarked
package org.dibbs.orchestration.local.attack;

import org.jspecify.annotations.NullMarked;
