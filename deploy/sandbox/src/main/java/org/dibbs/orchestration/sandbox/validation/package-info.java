/**
 * Stand-in for the validation service.
 */
@NullMarked
package org.dibbs.orchestration.sandbox.validation;

import org.jspecify.annotations.NullMarked;
