package org.dibbs.orchestration.orchestrator.web;

import org.apache.catalina.core.StandardHost;

import org.springframework.boot.tomcat.servlet.TomcatServletWebServerFactory;
import org.springframework.boot.web.server.WebServerFactoryCustomizer;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/**
 * Puts our errors in place of the server's.
 */
@Configuration(proxyBeanMethods = false)
class WebConfiguration {

	// The host's own valve comes last of all, so it is the first to see an error.
	@Bean
	WebServerFactoryCustomizer<TomcatServletWebServerFactory> errorAnswers() {
		return (server) -> server.addContextCustomizers((context) -> {
			if (context.getParent() instanceof StandardHost host) {
				host.setErrorReportValveClass(ErrorAnswerValve.class.getName());
			}
		});
	}

}
