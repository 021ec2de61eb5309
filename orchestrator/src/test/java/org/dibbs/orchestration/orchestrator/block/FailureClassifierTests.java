package org.dibbs.orchestration.orchestrator.block;

import java.io.IOException;
import java.net.ConnectException;
import java.net.NoRouteToHostException;
import java.net.SocketException;
import java.net.SocketTimeoutException;
import java.net.UnknownHostException;
import java.util.stream.Stream;

import javax.net.ssl.SSLException;
import javax.net.ssl.SSLHandshakeException;

import org.apache.hc.client5.http.ClientProtocolException;
import org.apache.hc.client5.http.ConnectTimeoutException;
import org.apache.hc.client5.http.HttpHostConnectException;
import org.apache.hc.core5.http.ConnectionClosedException;
import org.apache.hc.core5.http.ConnectionRequestTimeoutException;
import org.apache.hc.core5.http.NoHttpResponseException;
import org.dibbs.orchestration.orchestrator.block.CallFailure.Kind;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

class FailureClassifierTests {

	static Stream<Arguments> failures() {
		return Stream.of(
				arguments(new HttpHostConnectException("Connect to host: Connection refused"), Kind.NOT_REACHED),
				arguments(new ConnectException("host: Network is unreachable"), Kind.NOT_REACHED),
				arguments(new ConnectTimeoutException("host"), Kind.NOT_REACHED),
				arguments(new UnknownHostException("host"), Kind.NOT_REACHED),
				arguments(new NoRouteToHostException("host"), Kind.NOT_REACHED),
				arguments(new SSLHandshakeException("host"), Kind.NOT_REACHED),
				arguments(new SSLException("host"), Kind.LOST), arguments(new SocketException("host reset"), Kind.LOST),
				arguments(new NoHttpResponseException("host"), Kind.LOST),
				arguments(new ConnectionClosedException("host"), Kind.LOST),
				arguments(new SocketTimeoutException("host"), Kind.TIMEOUT),
				arguments(new ConnectionRequestTimeoutException("host"), Kind.NO_CONNECTION),
				arguments(new ClientProtocolException("host"), Kind.UNREADABLE));
	}

	@ParameterizedTest
	@MethodSource("failures")
	void tellsWhatAnExceptionMeansWithoutNamingTheHost(IOException cause, Kind kind) {
		CallFailure failure = FailureClassifier.classify(cause);
		assertThat(failure.kind()).isEqualTo(kind);
		assertThat(failure).hasCause(cause).hasMessageNotContaining("host:").hasMessageNotContaining("to host");
	}

	@Test
	void takesAnyFailureOfAnInterruptedThreadForAnAbortedCall() {
		Thread.currentThread().interrupt();
		try {
			assertThat(FailureClassifier.classify(new SocketException("Closed by interrupt")).kind())
				.isEqualTo(Kind.ABORTED);
		}
		finally {
			Thread.interrupted();
		}
	}

	@Test
	void repeatsWhatMayNotBeRepeatedOnlyWhereItNeverArrived() {
		assertThat(Stream.of(Kind.values()).filter((kind) -> kind.isRetried(false))).containsExactly(Kind.NOT_REACHED,
				Kind.UNAVAILABLE);
		assertThat(Stream.of(Kind.values()).filter((kind) -> kind.isRetried(true))).containsExactly(Kind.NOT_REACHED,
				Kind.UNAVAILABLE, Kind.BAD_GATEWAY, Kind.LOST);
	}

	@Test
	void countsAgainstAServiceOnlyWhatItIsToBlameFor() {
		assertThat(Stream.of(Kind.values()).filter(Kind::isCounted)).containsExactly(Kind.NOT_REACHED, Kind.UNAVAILABLE,
				Kind.BAD_GATEWAY, Kind.LOST, Kind.TIMEOUT);
	}

}
