package org.dibbs.orchestration.orchestrator.workflow;

import java.util.Map;
import java.util.function.Supplier;

import io.opentelemetry.api.OpenTelemetry;
import io.opentelemetry.api.trace.Span;
import io.opentelemetry.api.trace.SpanBuilder;
import io.opentelemetry.api.trace.SpanContext;
import io.opentelemetry.api.trace.StatusCode;
import io.opentelemetry.api.trace.Tracer;
import io.opentelemetry.api.trace.propagation.W3CTraceContextPropagator;
import io.opentelemetry.context.Context;
import io.opentelemetry.context.Scope;
import io.opentelemetry.context.propagation.TextMapGetter;
import org.dibbs.orchestration.exchange.WorkflowReply;
import org.dibbs.orchestration.orchestrator.block.StepResult;
import org.dibbs.orchestration.orchestrator.registry.StepConfig;
import org.dibbs.orchestration.telemetry.MeterNames;
import org.dibbs.orchestration.telemetry.SpanNames;
import org.jspecify.annotations.Nullable;

import org.springframework.stereotype.Component;

/**
 * Our own spans, between the agent's consumer span and its spans of the calls: one a
 * attempt at a workflow, and within it one a step. They name what ran and how it ended,
 * never what it worked on.
 */
@Component
class WorkflowSpans {

	private static final String TRACEPARENT = "traceparent";

	private static final TextMapGetter<Map<String, String>> FROM_MAP = new TextMapGetter<>() {

		@Override
		public @Nullable String get(@Nullable Map<String, String> carrier, String key) {
			return (carrier != null) ? carrier.get(key) : null;
		}

	};

	private final Tracer tracer;

	WorkflowSpans(OpenTelemetry openTelemetry) {
		this.tracer = openTelemetry.getTracer(MeterNames.SCOPE);
	}

	/**
	 * Runs a workflow within its span.
	 * @param run what is run
	 * @param steps runs it
	 * @return how it ended
	 * @throws InterruptedException if it was stopped
	 */
	WorkflowEnd workflow(WorkflowRun run, Run steps) throws InterruptedException {
		Span span = workflowSpan(run).startSpan();
		Scope scope = span.makeCurrent();
		try {
			WorkflowEnd end = steps.run();
			span.setAttribute(SpanNames.OUTCOME, end.reply().outcome());
			if (!(end.reply() instanceof WorkflowReply.Completed)) {
				span.setStatus(StatusCode.ERROR);
			}
			return end;
		}
		catch (InterruptedException | RuntimeException ex) {
			span.setStatus(StatusCode.ERROR, ex.getClass().getSimpleName());
			throw ex;
		}
		finally {
			scope.close();
			span.end();
		}
	}

	private SpanBuilder workflowSpan(WorkflowRun run) {
		SpanBuilder span = this.tracer.spanBuilder(SpanNames.WORKFLOW)
			.setAttribute(SpanNames.CONFIG, run.config().name());
		RunTrace trace = run.trace();
		if (trace != null) {
			span.setAttribute(SpanNames.SUBMISSION_ID, trace.submission())
				.setAttribute(SpanNames.ATTEMPT, trace.attempt());
			String origin = trace.origin();
			SpanContext first = (origin != null) ? context(origin) : SpanContext.getInvalid();
			if (first.isValid()) {
				span.addLink(first);
			}
		}
		return span;
	}

	private static SpanContext context(String traceparent) {
		Context context = W3CTraceContextPropagator.getInstance()
			.extract(Context.root(), Map.of(TRACEPARENT, traceparent), FROM_MAP);
		return Span.fromContext(context).getSpanContext();
	}

	StepRunner.Outcome step(StepConfig step, Supplier<StepRunner.Outcome> run) {
		Span span = this.tracer.spanBuilder(SpanNames.STEP)
			.setAttribute(SpanNames.SERVICE, step.service())
			.setAttribute(SpanNames.ENDPOINT, step.endpoint())
			.startSpan();
		try {
			StepRunner.Outcome outcome = Context.current().with(span).wrapSupplier(run).get();
			if (!(outcome.result() instanceof StepResult.Continue)) {
				span.setStatus(StatusCode.ERROR);
			}
			return outcome;
		}
		catch (RuntimeException ex) {
			// Not recordException: the message of an unforeseen one might quote a
			// document.
			span.setStatus(StatusCode.ERROR, ex.getClass().getSimpleName());
			throw ex;
		}
		finally {
			span.end();
		}
	}

	/** Runs something that may be stopped. */
	@FunctionalInterface
	interface Run {

		/**
		 * Does it.
		 * @return how it ended
		 * @throws InterruptedException if it was stopped
		 */
		WorkflowEnd run() throws InterruptedException;

	}

}
