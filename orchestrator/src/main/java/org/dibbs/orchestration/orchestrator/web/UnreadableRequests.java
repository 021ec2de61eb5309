package org.dibbs.orchestration.orchestrator.web;

import java.io.IOException;

import jakarta.servlet.http.HttpServletResponse;
import org.apache.tomcat.util.http.InvalidParameterException;

import org.springframework.web.bind.annotation.ControllerAdvice;
import org.springframework.web.bind.annotation.ExceptionHandler;

/**
 * Takes what the server only finds out while a request is being read for the caller's
 * mistake, which it is; it would be logged as ours, with what the caller sent.
 */
@ControllerAdvice
class UnreadableRequests {

	@ExceptionHandler(InvalidParameterException.class)
	void answer(HttpServletResponse response) throws IOException {
		response.sendError(HttpServletResponse.SC_BAD_REQUEST);
	}

}
