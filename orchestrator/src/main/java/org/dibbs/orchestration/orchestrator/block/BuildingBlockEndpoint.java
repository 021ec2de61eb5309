package org.dibbs.orchestration.orchestrator.block;

/**
 * One endpoint of a building block: how to ask it and how to read its answer.
 *
 * @param block the service it belongs to
 * @param name what identifies it: the last segment of its path, or, where it begins with
 * a slash, the whole path
 * @param repeatable whether a call whose answer was lost may simply be made again
 * @param builder makes the request
 * @param unpacker reads the answer
 */
public record BuildingBlockEndpoint(BuildingBlock block, String name, boolean repeatable, RequestBuilder builder,
		ResponseUnpacker unpacker) {

	/**
	 * The same endpoint, called with more care or with less.
	 * @param repeatable whether a call whose answer was lost may simply be made again
	 * @return the endpoint
	 */
	public BuildingBlockEndpoint withRepeatable(boolean repeatable) {
		return (repeatable == this.repeatable) ? this
				: new BuildingBlockEndpoint(this.block, this.name, repeatable, this.builder, this.unpacker);
	}

	boolean isAt(String path) {
		return this.name.equals(this.name.startsWith("/") ? path : EndpointPath.lastSegment(path));
	}

}
