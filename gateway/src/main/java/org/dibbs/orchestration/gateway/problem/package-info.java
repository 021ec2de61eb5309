/**
 * How everything that goes wrong is told to the caller: in the words of the Python
 * service, or as RFC 9457 has it where the caller asks for that.
 */
@NullMarked
package org.dibbs.orchestration.gateway.problem;

import org.jspecify.annotations.NullMarked;
