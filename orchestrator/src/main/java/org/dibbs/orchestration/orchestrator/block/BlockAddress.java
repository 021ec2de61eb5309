package org.dibbs.orchestration.orchestrator.block;

import java.net.URI;
import java.net.URISyntaxException;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Locale;
import java.util.Set;

import org.apache.hc.core5.http.HttpHost;
import org.apache.hc.core5.net.URIAuthority;
import org.jspecify.annotations.Nullable;

/**
 * Where a service is reached: its base URL, taken apart once. What is said of a bad one
 * names the setting and never the URL, which may hold credentials.
 *
 * @param host scheme, host and port
 * @param basePath the path that every endpoint's path follows, without a slash at its end
 * @param authorization the Authorization header, or null where there is none
 */
record BlockAddress(HttpHost host, String basePath, @Nullable String authorization) {

	private static final Set<String> SCHEMES = Set.of("http", "https");

	/**
	 * Reads a base URL. Host names may have underscores, as compose files like them.
	 * @param setting the name of the setting it comes from
	 * @param url the URL
	 * @return the address
	 * @throws IllegalArgumentException if it is no http or https URL
	 */
	static BlockAddress of(String setting, String url) {
		try {
			URI uri = new URI(url.strip());
			if (uri.getScheme() != null && SCHEMES.contains(uri.getScheme().toLowerCase(Locale.ROOT))
					&& uri.getRawAuthority() != null && uri.getRawQuery() == null && uri.getRawFragment() == null) {
				return of(uri, URIAuthority.create(uri.getRawAuthority()));
			}
		}
		catch (URISyntaxException | IllegalArgumentException ex) {
			// The cause would quote the URL.
		}
		throw new IllegalArgumentException(setting + " must be an http or https URL without query");
	}

	private static BlockAddress of(URI uri, URIAuthority authority) {
		return new BlockAddress(new HttpHost(uri.getScheme(), authority.getHostName(), authority.getPort()),
				uri.getRawPath().replaceFirst("/+$", ""), basic(authority.getUserInfo()));
	}

	// as upstream: user info in a base URL is sent as Basic authentication
	private static @Nullable String basic(@Nullable String userInfo) {
		return (userInfo != null)
				? "Basic " + Base64.getEncoder().encodeToString(userInfo.getBytes(StandardCharsets.UTF_8)) : null;
	}

	/** Only what is no secret. */
	@Override
	public String toString() {
		return "BlockAddress[" + this.host.getSchemeName() + "]";
	}

}
