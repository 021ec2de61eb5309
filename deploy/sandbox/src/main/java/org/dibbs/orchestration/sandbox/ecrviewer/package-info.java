/**
 * Stand-in for the eCR viewer's store.
 */
@NullMarked
package org.dibbs.orchestration.sandbox.ecrviewer;

import org.jspecify.annotations.NullMarked;
