/**
 * {@code ./dibbs chaos}: drives load through a stack of its own while it kills and stops
 * what that is made of, and checks afterwards that nothing was lost and nothing done
 * twice.
 */
@NullMarked
package org.dibbs.orchestration.local.chaos;

import org.jspecify.annotations.NullMarked;
