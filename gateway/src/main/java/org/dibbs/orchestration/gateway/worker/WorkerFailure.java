package org.dibbs.orchestration.gateway.worker;

import java.io.IOException;
import java.net.ConnectException;
import java.net.NoRouteToHostException;
import java.net.UnknownHostException;
import java.util.concurrent.TimeoutException;

import io.netty.handler.timeout.ReadTimeoutException;

import org.springframework.http.HttpStatus;
import org.springframework.web.server.ResponseStatusException;

/**
 * What an error says about the worker that was asked.
 */
public final class WorkerFailure {

	private WorkerFailure() {
	}

	/**
	 * Whether an error says that the worker is down or too slow.
	 * @param ex the error
	 * @return true if the worker is to blame
	 */
	public static boolean isFailure(Throwable ex) {
		return ex instanceof IOException || isTimeout(ex);
	}

	/**
	 * Whether an error says that the worker is too slow.
	 * @param ex the error
	 * @return true for a timeout
	 */
	public static boolean isTimeout(Throwable ex) {
		return ex instanceof TimeoutException || ex instanceof ReadTimeoutException
				|| (ex instanceof ResponseStatusException status
						&& status.getStatusCode().isSameCodeAs(HttpStatus.GATEWAY_TIMEOUT));
	}

	/**
	 * Whether an error says that there was no connection: nothing of the request was
	 * sent, and its body not read.
	 * @param ex the error
	 * @return true if the request certainly did not arrive
	 */
	public static boolean didNotArrive(Throwable ex) {
		return ex instanceof ConnectException || ex instanceof NoRouteToHostException
				|| ex instanceof UnknownHostException;
	}

}
