/**
 * Stand-in for the trigger code reference service.
 */
@NullMarked
package org.dibbs.orchestration.sandbox.triggercode;

import org.jspecify.annotations.NullMarked;
