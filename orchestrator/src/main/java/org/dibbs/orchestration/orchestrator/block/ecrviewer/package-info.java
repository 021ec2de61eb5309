/**
 * The eCR viewer: stores bundles to be looked at.
 */
@NullMarked
package org.dibbs.orchestration.orchestrator.block.ecrviewer;

import org.jspecify.annotations.NullMarked;
