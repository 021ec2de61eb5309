package org.dibbs.orchestration.orchestrator;

import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.SpringBootApplication;
import org.springframework.boot.context.properties.ConfigurationPropertiesScan;
import org.springframework.boot.webmvc.autoconfigure.error.ErrorMvcAutoConfiguration;

/**
 * The worker process. Its errors get their bodies in
 * {@link org.dibbs.orchestration.orchestrator.web}, not from Spring Boot's error page.
 */
@SpringBootApplication(exclude = ErrorMvcAutoConfiguration.class)
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
