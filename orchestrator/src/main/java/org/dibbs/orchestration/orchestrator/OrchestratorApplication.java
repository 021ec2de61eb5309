package org.dibbs.orchestration.orchestrator;

import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.SpringBootApplication;
import org.springframework.boot.context.properties.ConfigurationPropertiesScan;

/**
 * The worker process.
 */
@SpringBootApplication
@ConfigurationPropertiesScan
public class OrchestratorApplication {

	/**
	 * Starts the worker.
	 * @param args Spring Boot's command line arguments
	 */
	public static void main(String[] args) {
		SpringApplication.run(OrchestratorApplication.class, args);
	}

}
