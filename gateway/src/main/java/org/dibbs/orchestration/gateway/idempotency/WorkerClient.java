package org.dibbs.orchestration.gateway.idempotency;

import java.net.URI;
import java.time.Duration;
import java.util.Set;
import java.util.function.Function;

import io.netty.buffer.Unpooled;
import io.netty.channel.ChannelOption;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpHeaders;
import org.dibbs.orchestration.exchange.WorkflowReply;
import org.dibbs.orchestration.gateway.worker.InternalTokens;
import org.dibbs.orchestration.gateway.worker.OrchestratorProperties;
import org.dibbs.orchestration.gateway.worker.Round;
import org.dibbs.orchestration.gateway.worker.Worker;
import org.dibbs.orchestration.gateway.worker.WorkerFailure;
import org.dibbs.orchestration.gateway.worker.Workers;
import org.dibbs.orchestration.security.Caller;
import org.dibbs.orchestration.security.Scope;
import org.dibbs.orchestration.security.SecurityHeaders;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Mono;
import reactor.netty.ByteBufMono;
import reactor.netty.http.client.HttpClient;
import reactor.netty.http.client.HttpClientResponse;

/**
 * Asks any of the workers what may be asked twice: one that does not answer, or cannot
 * serve, is followed by the next one, and left alone as on the routes.
 */
final class WorkerClient {

	private static final String SUBMISSION_ID = "Submission-Id";

	private static final Set<Scope> OF_SENDER = Set.of(Scope.SUBMIT, Scope.READ);

	private final HttpClient http;

	private final Workers workers;

	private final OrchestratorProperties properties;

	private final InternalTokens tokens;

	/**
	 * Creates the client.
	 * @param http makes connections
	 * @param workers who is asked
	 * @param properties how long each may take
	 * @param tokens by which workers know for whom they are asked
	 */
	WorkerClient(HttpClient http, Workers workers, OrchestratorProperties properties, InternalTokens tokens) {
		this.http = http.option(ChannelOption.CONNECT_TIMEOUT_MILLIS,
				Math.toIntExact(properties.connectTimeout().toMillis()));
		this.workers = workers;
		this.properties = properties;
		this.tokens = tokens;
	}

	/**
	 * Sends JSON.
	 * @param caller for whom
	 * @param path the path
	 * @param json the body
	 * @return the answer with status 200; else an error, {@link #isNoAnswer} or not
	 */
	Mono<WorkerAnswer> post(Caller caller, String path, byte[] json) {
		return ask((worker) -> this.http.responseTimeout(this.properties.responseTimeout()).headers((headers) -> {
			headers.set(HttpHeaderNames.CONTENT_TYPE, WorkflowReply.JSON);
			present(caller, headers);
		})
			.post()
			.uri(worker.address(URI.create(path)))
			.send(Mono.fromSupplier(() -> Unpooled.wrappedBuffer(json)))
			.responseSingle(WorkerClient::read)
			.map((answer) -> usable(answer, answer.status() == 200)));
	}

	/**
	 * Gets what is at a path.
	 * @param caller for whom
	 * @param path the path, perhaps with a query
	 * @param wait how long the worker is asked to wait
	 * @param accept what the caller accepts, or null
	 * @return the answer, with a status that says something about the path; else an
	 * error, {@link #isNoAnswer} or not
	 */
	Mono<WorkerAnswer> get(Caller caller, String path, Duration wait, @Nullable String accept) {
		return ask((worker) -> this.http.responseTimeout(wait.plus(this.properties.responseTimeout()))
			.headers((headers) -> {
				present(caller, headers);
				if (accept != null) {
					headers.set(HttpHeaderNames.ACCEPT, accept);
				}
			})
			.get()
			.uri(worker.address(URI.create(path)))
			.responseSingle(WorkerClient::read)
			.map((answer) -> usable(answer, !answer.isBusy())));
	}

	// Whoever may send a message may know what became of it, and of nobody else's.
	private void present(Caller caller, HttpHeaders headers) {
		String token = this.tokens.of(new Caller(caller.tenant(), caller.subject(), OF_SENDER));
		if (token != null) {
			headers.set(SecurityHeaders.INTERNAL_TOKEN, token);
		}
	}

	/**
	 * Whether an error says that no worker answered what could be used.
	 * @param ex the error
	 * @return false for an error of our own
	 */
	static boolean isNoAnswer(Throwable ex) {
		return WorkerFailure.isFailure(ex) || ex instanceof UnusableAnswerException;
	}

	private Mono<WorkerAnswer> ask(Function<Worker, Mono<WorkerAnswer>> call) {
		return Mono
			.defer(() -> new Round(this.workers, this.properties.patience()).ask(call, WorkerClient::isNoAnswer));
	}

	private static WorkerAnswer usable(WorkerAnswer answer, boolean usable) {
		if (!usable) {
			throw new UnusableAnswerException(answer.status());
		}
		return answer;
	}

	private static Mono<WorkerAnswer> read(HttpClientResponse response, ByteBufMono content) {
		String type = response.responseHeaders().get(HttpHeaderNames.CONTENT_TYPE, "");
		boolean isResult = response.responseHeaders().contains(SUBMISSION_ID);
		return content.asByteArray()
			.defaultIfEmpty(new byte[0])
			.map((body) -> new WorkerAnswer(response.status().code(), type, isResult, body));
	}

}
