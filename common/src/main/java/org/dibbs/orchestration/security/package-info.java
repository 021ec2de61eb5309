/**
 * Who calls, and what they may do: what front door, workers and the key tool agree on.
 */
@NullMarked
package org.dibbs.orchestration.security;

import org.jspecify.annotations.NullMarked;
