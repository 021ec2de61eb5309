package org.dibbs.orchestration.orchestrator;

import java.util.Map;

import org.springframework.boot.web.error.ErrorAttributeOptions;
import org.springframework.boot.webmvc.error.DefaultErrorAttributes;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Component;
import org.springframework.web.context.request.RequestAttributes;
import org.springframework.web.context.request.WebRequest;

/**
 * What a caller gets who asks for what is not there: the contract's body instead of
 * Spring's.
 */
@Component
class ErrorBody extends DefaultErrorAttributes {

	@Override
	public Map<String, Object> getErrorAttributes(WebRequest request, ErrorAttributeOptions options) {
		Object code = request.getAttribute("jakarta.servlet.error.status_code", RequestAttributes.SCOPE_REQUEST);
		HttpStatus status = (code instanceof Integer number) ? HttpStatus.resolve(number) : null;
		return Map.of("detail", ((status != null) ? status : HttpStatus.INTERNAL_SERVER_ERROR).getReasonPhrase());
	}

}
