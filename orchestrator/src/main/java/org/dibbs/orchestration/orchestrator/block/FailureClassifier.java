package org.dibbs.orchestration.orchestrator.block;

import java.io.IOException;
import java.net.ConnectException;
import java.net.NoRouteToHostException;
import java.net.SocketException;
import java.net.SocketTimeoutException;
import java.net.UnknownHostException;

import javax.net.ssl.SSLException;
import javax.net.ssl.SSLHandshakeException;
import javax.net.ssl.SSLPeerUnverifiedException;

import org.apache.hc.client5.http.ConnectTimeoutException;
import org.apache.hc.core5.http.ConnectionClosedException;
import org.apache.hc.core5.http.ConnectionRequestTimeoutException;
import org.apache.hc.core5.http.NoHttpResponseException;
import org.dibbs.orchestration.orchestrator.block.CallFailure.Kind;

/**
 * Says of the HTTP client's exceptions what they mean for a call. Its texts name neither
 * host nor address, which the exceptions do.
 */
final class FailureClassifier {

	private FailureClassifier() {
	}

	static CallFailure classify(IOException ex) {
		if (ex instanceof CallFailure failure) {
			return failure;
		}
		if (Thread.currentThread().isInterrupted()) {
			return new CallFailure(Kind.ABORTED, "the call was interrupted", ex);
		}
		return switch (ex) {
			case ConnectionRequestTimeoutException timeout ->
				new CallFailure(Kind.NO_CONNECTION, "all connections to it are in use", timeout);
			case UnknownHostException unknown ->
				new CallFailure(Kind.NOT_REACHED, "its host name is not known", unknown);
			case ConnectTimeoutException timeout -> new CallFailure(Kind.NOT_REACHED, "connecting timed out", timeout);
			case ConnectException refused -> new CallFailure(Kind.NOT_REACHED, connectText(refused), refused);
			case NoRouteToHostException route -> new CallFailure(Kind.NOT_REACHED, "no route to its host", route);
			case SocketTimeoutException timeout -> new CallFailure(Kind.TIMEOUT, "no answer in time", timeout);
			case SSLHandshakeException insecure -> insecure(insecure);
			case SSLPeerUnverifiedException insecure -> insecure(insecure);
			case SSLException lost -> lost(lost);
			case NoHttpResponseException lost -> lost(lost);
			case ConnectionClosedException lost -> lost(lost);
			case SocketException lost -> lost(lost);
			default -> new CallFailure(Kind.UNREADABLE, "the answer could not be read", ex);
		};
	}

	private static CallFailure insecure(SSLException ex) {
		return new CallFailure(Kind.NOT_REACHED, "no secure connection could be made", ex);
	}

	private static CallFailure lost(IOException ex) {
		return new CallFailure(Kind.LOST, "the connection was lost before the answer was complete", ex);
	}

	private static String connectText(ConnectException ex) {
		String message = ex.getMessage();
		return (message != null && message.contains("refused")) ? "connection refused" : "connection failed";
	}

}
