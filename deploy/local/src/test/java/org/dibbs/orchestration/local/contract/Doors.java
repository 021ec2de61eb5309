package org.dibbs.orchestration.local.contract;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicInteger;

import org.dibbs.orchestration.local.Stack;

/**
 * The front doors of a stack that has several gateways and workers. Calls go to each in
 * turn, as from a load balancer, since it must not matter who takes them.
 */
final class Doors {

	private static final AtomicInteger calls = new AtomicInteger();

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
		return this.stack.send(call.to(this.stack.gateway(gateway, call.path()))).thenApply(Answer::of);
	}

	int count() {
		return this.stack.instances();
	}

	Stack stack() {
		return this.stack;
	}

}
