package org.dibbs.orchestration.telemetry;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.Function;

import io.opentelemetry.api.impl.InstrumentationUtil;
import org.jspecify.annotations.Nullable;

/**
 * Does what the agent is to make no spans and no metrics of: bookkeeping that would cost
 * more to watch than to do, and of which no dashboard tells. The class of OpenTelemetry
 * behind it is meant for instrumentations; without it the same work is merely watched
 * again.
 */
public final class Untraced {

	private Untraced() {
	}

	/**
	 * Runs something on the calling thread.
	 * @param work what to do; what it throws is passed on
	 */
	public static void run(Runnable work) {
		InstrumentationUtil.suppressInstrumentation(work);
	}

	/**
	 * Goes through records that a Kafka consumer got. The agent makes a span of each that
	 * an iterator of theirs gives, or a stream, even while nothing else is watched.
	 * @param records of one partition
	 * @param work what to do with each, in their order; what it throws is passed on
	 * @param <T> their type
	 */
	public static <T> void forEach(List<T> records, Consumer<? super T> work) {
		run(() -> {
			for (int i = 0; i < records.size(); i++) {
				work.accept(records.get(i));
			}
		});
	}

	/**
	 * The same where something is made of each record.
	 * @param records of one partition
	 * @param work what to make of each, in their order; null for nothing
	 * @param <T> their type
	 * @param <R> the type of what is made of them
	 * @return what was made
	 */
	public static <T, R> List<R> map(List<T> records, Function<? super T, ? extends @Nullable R> work) {
		List<R> made = new ArrayList<>(records.size());
		forEach(records, (record) -> {
			R each = work.apply(record);
			if (each != null) {
				made.add(each);
			}
		});
		return made;
	}

}
