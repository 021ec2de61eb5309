/**
 * What both applications make of the environment before anything of theirs starts:
 * secrets that lie in files, and who speaks TLS with which certificates.
 */
@NullMarked
package org.dibbs.orchestration.settings;

import org.jspecify.annotations.NullMarked;
