/**
 * JSON handled as the bytes it came in: messages pass through the system without being
 * turned into object trees and back.
 */
@NullMarked
package org.dibbs.orchestration.json;

import org.jspecify.annotations.NullMarked;
