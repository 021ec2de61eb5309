/**
 * A stack with a folder and ports of its own, for programs that examine one.
 */
@NullMarked
package org.dibbs.orchestration.local.stack;

import org.jspecify.annotations.NullMarked;
