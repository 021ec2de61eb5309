/**
 * Makes, lists and revokes the keys of callers: {@code ./dibbs keys}.
 */
@NullMarked
package org.dibbs.orchestration.keys;

import org.jspecify.annotations.NullMarked;
