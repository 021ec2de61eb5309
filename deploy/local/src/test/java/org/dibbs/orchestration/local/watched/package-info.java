/**
 * A stack with everything that watches it, under load of all kinds: what dashboards,
 * alerts and documents say is compared with what it tells.
 */
@NullMarked
package org.dibbs.orchestration.local.watched;

import org.jspecify.annotations.NullMarked;
