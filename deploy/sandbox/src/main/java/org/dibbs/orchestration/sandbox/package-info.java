/**
 * The sandbox as a program: what it is set to, how its parts are put together, and its
 * start.
 */
@NullMarked
package org.dibbs.orchestration.sandbox;

import org.jspecify.annotations.NullMarked;
