package org.dibbs.orchestration.local.contract;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicInteger;

import org.dibbs.orchestration.local.Stack;
import org.dibbs.orchestration.local.document.OpenApi;
import org.jspecify.annotations.Nullable;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * The front doors of a stack that has several gateways and workers. Calls go to each in
 * turn, as from a load balancer, since it must not matter who takes them.
 */
final class Doors {

	private static final AtomicInteger calls = new AtomicInteger();

	private static @Nullable OpenApi document;

	private final Stack stack = Stack.several();

	Answer send(Call call) {
		return later(call).join();
	}

	CompletableFuture<Answer> later(Call call) {
		return later(calls.getAndIncrement() % this.stack.instances() + 1, call);
	}

	Answer send(int gateway, Call call) {
		return later(gateway, call).join();
	}

	private CompletableFuture<Answer> later(int gateway, Call call) {
		// Read before there are answers to look at: these come on threads that reading it
		// would block.
		document();
		return this.stack.send(call.to(this.stack.gateway(gateway, call.path())))
			.thenApply(Answer::of)
			.thenApply((answer) -> described(call, answer));
	}

	/**
	 * The OpenAPI document of the gateways.
	 */
	OpenApi document() {
		synchronized (calls) {
			if (document == null) {
				document = OpenApi.of(this.stack.get(this.stack.gateway(1, "/orchestration/openapi.json")).body());
			}
			return document;
		}
	}

	// Whatever a row is about, its answer is one that the OpenAPI document knows.
	private Answer described(Call call, Answer answer) {
		assertThat(document().errors(call.method(), call.path(), answer.status(), answer.type(), answer.body()))
			.as("%s %s -> %s", call.method(), call.path(), answer)
			.isEmpty();
		return answer;
	}

	int count() {
		return this.stack.instances();
	}

	Stack stack() {
		return this.stack;
	}

}
