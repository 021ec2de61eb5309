package org.dibbs.orchestration.orchestrator.block.declared;

import java.util.List;

import org.jspecify.annotations.Nullable;

import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * One entry of the operator's file, as it was written.
 *
 * @param name the key that configs call the service by
 * @param url its base URL
 * @param healthPath what is asked for below the base URL to find out whether it is there
 * @param endpoints what it can do
 */
record BlockDeclaration(@Nullable String name, @Nullable String url, @DefaultValue("/") String healthPath,
		@Nullable List<EndpointDeclaration> endpoints) {

	/** Without the URL, which may hold credentials. */
	@Override
	public String toString() {
		return "BlockDeclaration[name=" + this.name + "]";
	}

}
