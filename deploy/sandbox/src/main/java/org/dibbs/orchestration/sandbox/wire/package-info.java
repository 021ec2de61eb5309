/**
 * What a building block reads and answers on the wire: JSON bodies, field errors and
 * answers.
 */
@NullMarked
package org.dibbs.orchestration.sandbox.wire;

import org.jspecify.annotations.NullMarked;
