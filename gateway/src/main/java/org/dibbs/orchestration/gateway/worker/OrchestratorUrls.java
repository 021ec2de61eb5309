package org.dibbs.orchestration.gateway.worker;

import java.net.URI;
import java.net.URISyntaxException;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import org.jspecify.annotations.Nullable;

/**
 * Reads where the workers are. Host names may have underscores, as compose files like
 * them.
 */
final class OrchestratorUrls {

	private static final Pattern AUTHORITY = Pattern.compile("(?:\\[[0-9A-Fa-f:.]+]|[A-Za-z0-9._-]+)(?::(\\d{1,5}))?");

	private OrchestratorUrls() {
	}

	/**
	 * Reads all addresses.
	 * @param urls the addresses as they were set
	 * @return scheme, host and port of each, in the same order, each once
	 * @throws OrchestratorUrlException if there is none, or one cannot be used; the text
	 * says which, without credentials
	 */
	static Set<URI> parse(List<String> urls) {
		if (urls.isEmpty()) {
			throw new OrchestratorUrlException("ORCHESTRATOR_URL is empty.");
		}
		Set<URI> bases = new LinkedHashSet<>();
		for (int i = 0; i < urls.size(); i++) {
			String url = urls.get(i).strip();
			URI base = base(url);
			if (base == null) {
				throw new OrchestratorUrlException("ORCHESTRATOR_URL: address " + (i + 1) + " of " + urls.size() + ", '"
						+ shown(url) + "', cannot be used.");
			}
			bases.add(base);
		}
		return bases;
	}

	private static @Nullable URI base(String url) {
		try {
			URI uri = new URI(url);
			String scheme = (uri.getScheme() != null) ? uri.getScheme().toLowerCase(Locale.ROOT) : "";
			String path = uri.getRawPath();
			boolean bare = (path == null || path.isEmpty() || path.equals("/")) && uri.getRawQuery() == null
					&& uri.getRawFragment() == null;
			return (bare && (scheme.equals("http") || scheme.equals("https")) && isHost(uri.getRawAuthority()))
					? URI.create(scheme + "://" + uri.getRawAuthority()) : null;
		}
		catch (URISyntaxException ex) {
			// Would quote the address.
			return null;
		}
	}

	private static boolean isHost(@Nullable String authority) {
		if (authority == null) {
			return false;
		}
		Matcher matcher = AUTHORITY.matcher(authority);
		if (!matcher.matches()) {
			return false;
		}
		String port = matcher.group(1);
		return port == null || (Integer.parseInt(port) > 0 && Integer.parseInt(port) <= 65535);
	}

	// Credentials stand before an @, or in a query.
	private static String shown(String url) {
		String bare = url.replaceFirst("[?#].*", "?...");
		int end = url.lastIndexOf('@');
		return (end < 0) ? bare : "...@" + url.substring(end + 1).replaceFirst("[?#].*", "?...");
	}

}
