package org.dibbs.orchestration.orchestrator.block;

import java.util.Collection;
import java.util.HashMap;
import java.util.Map;

import org.jspecify.annotations.Nullable;

/**
 * Where the services are, read from the settings once. Immutable.
 */
final class BlockAddresses {

	private final Map<BuildingBlock, BlockAddress> addresses = new HashMap<>();

	/**
	 * Reads the settings.
	 * @param blocks the services
	 * @param urls the base URLs of those that come with the software
	 * @throws IllegalArgumentException if one is no http or https URL; the text names the
	 * setting and never quotes it
	 */
	BlockAddresses(Collection<BuildingBlock> blocks, BuildingBlockProperties.Url urls) {
		for (BuildingBlock block : blocks) {
			BlockAddress address = block.address(urls);
			if (address != null) {
				this.addresses.put(block, address);
			}
		}
	}

	@Nullable BlockAddress of(BuildingBlock block) {
		return this.addresses.get(block);
	}

}
