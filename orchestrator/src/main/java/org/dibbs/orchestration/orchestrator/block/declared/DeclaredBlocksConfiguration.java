package org.dibbs.orchestration.orchestrator.block.declared;

import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;

/**
 * Adds the declared services to those that come with the software.
 */
@Configuration(proxyBeanMethods = false)
@Import(DeclaredBlocks.class)
class DeclaredBlocksConfiguration {

}
