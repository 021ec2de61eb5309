package org.dibbs.orchestration.audit;

/**
 * Who stands in an audit record. Whoever finds out who a caller is puts it into the
 * attribute {@value #ATTRIBUTE} of the request, or of the exchange.
 *
 * @param tenant whose caller it is
 * @param subject the caller
 */
public record AuditIdentity(String tenant, String subject) {

	/** The attribute's name. */
	public static final String ATTRIBUTE = "org.dibbs.orchestration.audit.identity";

	/** Whoever calls a front door that is open, or was not let in. */
	public static final AuditIdentity ANONYMOUS = new AuditIdentity("default", "anonymous");

}
