/**
 * What is deployed without the script: the compose file, the images, the dashboards.
 */
@NullMarked
package org.dibbs.orchestration.local.deployment;

import org.jspecify.annotations.NullMarked;
