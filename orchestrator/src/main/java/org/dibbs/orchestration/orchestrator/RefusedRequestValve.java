package org.dibbs.orchestration.orchestrator;

import java.io.IOException;
import java.io.Writer;

import org.apache.catalina.connector.Request;
import org.apache.catalina.connector.Response;
import org.apache.catalina.valves.ErrorReportValve;
import org.dibbs.orchestration.json.JsonObjectBuilder;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import org.springframework.http.HttpStatus;

/**
 * Answers requests that Tomcat refuses by itself, such as those whose path has a NUL in
 * it, with the contract's body instead of a page. Tomcat creates it by its name.
 */
public final class RefusedRequestValve extends ErrorReportValve {

	private static final Logger logger = LoggerFactory.getLogger(RefusedRequestValve.class);

	@Override
	protected void report(Request request, Response response, @Nullable Throwable failure) {
		if (response.getStatus() < 400 || response.getContentWritten() > 0 || !response.setErrorReported()) {
			return;
		}
		HttpStatus status = HttpStatus.resolve(response.getStatus());
		String detail = ((status != null) ? status : HttpStatus.INTERNAL_SERVER_ERROR).getReasonPhrase();
		try {
			response.setContentType("application/json");
			Writer writer = response.getReporter();
			if (writer != null) {
				writer.write(new JsonObjectBuilder().member("detail", detail).build().json());
				response.finishResponse();
			}
		}
		catch (IOException ex) {
			logger.debug("The caller of a request that was refused has gone", ex);
		}
	}

}
