package org.dibbs.orchestration.orchestrator.workflow;

import java.util.function.Supplier;

import io.opentelemetry.api.OpenTelemetry;
import io.opentelemetry.api.trace.Span;
import io.opentelemetry.api.trace.StatusCode;
import io.opentelemetry.api.trace.Tracer;
import io.opentelemetry.context.Context;
import org.dibbs.orchestration.orchestrator.block.StepResult;
import org.dibbs.orchestration.orchestrator.registry.StepConfig;
import org.dibbs.orchestration.telemetry.MeterNames;
import org.dibbs.orchestration.telemetry.SpanNames;

import org.springframework.stereotype.Component;

/**
 * Our own spans, between the agent's consumer span and its spans of the calls: one a
 * step. They name what ran and how it ended, never what it worked on.
 */
@Component
class WorkflowSpans {

	private final Tracer tracer;

	WorkflowSpans(OpenTelemetry openTelemetry) {
		this.tracer = openTelemetry.getTracer(MeterNames.SCOPE);
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

}
