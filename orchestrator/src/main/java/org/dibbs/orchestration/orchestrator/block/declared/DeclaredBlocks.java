package org.dibbs.orchestration.orchestrator.block.declared;

import java.nio.file.Path;

import org.dibbs.orchestration.orchestrator.block.BuildingBlockEndpoint;

import org.springframework.beans.factory.BeanRegistrar;
import org.springframework.beans.factory.BeanRegistry;
import org.springframework.core.env.Environment;

/**
 * Makes each endpoint that an operator declares a bean, like those that come with the
 * software, so that all that knows those knows these.
 */
class DeclaredBlocks implements BeanRegistrar {

	private static final String FILE = "dibbs.blocks.declared-in";

	@Override
	public void register(BeanRegistry registry, Environment environment) {
		String file = environment.getProperty(FILE, "").strip();
		if (!file.isEmpty()) {
			Path path = Path.of(file);
			for (BuildingBlockEndpoint endpoint : new Declarations(path)
				.endpoints(new DeclarationFile(path, environment).read())) {
				registry.registerBean("declared:" + endpoint.block() + endpoint.name(), BuildingBlockEndpoint.class,
						(bean) -> bean.supplier((context) -> endpoint));
			}
		}
	}

}
