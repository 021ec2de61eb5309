package org.dibbs.orchestration.orchestrator.redelivery;

import java.util.List;

import org.dibbs.orchestration.json.JsonFragment;
import org.dibbs.orchestration.json.JsonObjectBuilder;
import org.dibbs.orchestration.problem.Problem;
import org.dibbs.orchestration.problem.ProblemException;

/**
 * Tells callers what of their request is wrong, in the shape that all such answers have.
 */
final class RequestErrors {

	private RequestErrors() {
	}

	/**
	 * Something has a value it cannot have.
	 * @param place {@code query} or {@code body}
	 * @param name the parameter or member
	 * @param message what is wrong
	 * @return an answer 422
	 */
	static ProblemException wrong(String place, String name, String message) {
		return new ProblemException(
				Problem
					.invalidQuery(
							JsonObjectBuilder
								.array(List.of(
										new JsonObjectBuilder()
											.member("loc",
													JsonObjectBuilder.array(List.of(JsonFragment.string(place),
															JsonFragment.string(name))))
											.member("msg", message)
											.member("type", "value_error")
											.build()))));
	}

}
