/**
 * Draws what dashboards show, for who has no Grafana at hand: roughly as Grafana lays it
 * out, of the values that Prometheus has.
 */
@NullMarked
package org.dibbs.orchestration.local.picture;

import org.jspecify.annotations.NullMarked;
