/**
 * Which path leads where: the prefix clients may use, and the routes to the services
 * behind the front door.
 */
@NullMarked
package org.dibbs.orchestration.gateway.routing;

import org.jspecify.annotations.NullMarked;
