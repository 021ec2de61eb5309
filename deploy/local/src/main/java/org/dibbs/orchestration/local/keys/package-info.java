/**
 * Makes, lists and revokes the keys of callers: {@code ./dibbs keys}.
 */
@NullMarked
package org.dibbs.orchestration.local.keys;

import org.jspecify.annotations.NullMarked;
