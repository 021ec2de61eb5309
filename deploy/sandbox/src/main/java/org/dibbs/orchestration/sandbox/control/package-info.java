/**
 * What a tester steers and sees: armed faults, call counts and peaks.
 */
@NullMarked
package org.dibbs.orchestration.sandbox.control;

import org.jspecify.annotations.NullMarked;
