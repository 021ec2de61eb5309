/**
 * What an image asks its application by, whether it is well.
 */
@NullMarked
package org.dibbs.orchestration.health;

import org.jspecify.annotations.NullMarked;
