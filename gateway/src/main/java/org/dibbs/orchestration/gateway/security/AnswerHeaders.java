package org.dibbs.orchestration.gateway.security;

import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.security.web.server.header.CacheControlServerHttpHeadersWriter;
import org.springframework.security.web.server.header.CompositeServerHttpHeadersWriter;
import org.springframework.security.web.server.header.HttpHeaderWriterWebFilter;
import org.springframework.security.web.server.header.ReferrerPolicyServerHttpHeadersWriter;
import org.springframework.security.web.server.header.ReferrerPolicyServerHttpHeadersWriter.ReferrerPolicy;
import org.springframework.security.web.server.header.StrictTransportSecurityServerHttpHeadersWriter;
import org.springframework.security.web.server.header.XContentTypeOptionsServerHttpHeadersWriter;
import org.springframework.security.web.server.header.XFrameOptionsServerHttpHeadersWriter;

/**
 * Headers that tell browsers and caches to make nothing of an answer, on all answers,
 * refusals included: first of all filters. What a page sets itself stays.
 */
@Configuration(proxyBeanMethods = false)
class AnswerHeaders {

	@Bean
	@Order(Ordered.HIGHEST_PRECEDENCE)
	HttpHeaderWriterWebFilter answerHeadersFilter() {
		ReferrerPolicyServerHttpHeadersWriter referrer = new ReferrerPolicyServerHttpHeadersWriter();
		referrer.setPolicy(ReferrerPolicy.NO_REFERRER);
		return new HttpHeaderWriterWebFilter(
				new CompositeServerHttpHeadersWriter(new CacheControlServerHttpHeadersWriter(),
						new XContentTypeOptionsServerHttpHeadersWriter(), new XFrameOptionsServerHttpHeadersWriter(),
						new StrictTransportSecurityServerHttpHeadersWriter(), referrer));
	}

}
