package org.dibbs.orchestration.exchange;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;

import org.dibbs.orchestration.json.JsonFragment;
import org.dibbs.orchestration.json.JsonMembers;
import org.dibbs.orchestration.json.JsonObjectBuilder;
import org.dibbs.orchestration.problem.Problem;
import org.dibbs.orchestration.problem.ProblemException;
import org.jspecify.annotations.Nullable;

/**
 * Collects what is wrong with a batch, in the form in which single messages are refused:
 * behind {@code "body"} stands the number of the line. Of many errors the first hundred
 * are told. Not for use by several threads.
 */
public final class BatchErrors {

	/** How many are told. */
	public static final int MOST = 100;

	private static final String LOC = "loc";

	private static final JsonFragment BODY = JsonFragment.string("body");

	private final List<JsonFragment> errors = new ArrayList<>();

	/**
	 * Adds all that is wrong with one message.
	 * @param line the number of its line, from 1
	 * @param problem what a caller would be told who had sent it alone
	 */
	public void add(int line, Problem problem) {
		JsonFragment array = problem.errors();
		List<JsonFragment> elements = (array != null) ? JsonMembers.elements(array) : null;
		if (elements == null) {
			add(line, problem.detail());
			return;
		}
		elements.forEach((error) -> put(located(line, error)));
	}

	/**
	 * Adds something that is wrong with one line.
	 * @param line its number, from 1
	 * @param msg what it is, without anything of a message
	 */
	public void add(int line, String msg) {
		put(error(List.of(BODY, number(line)), msg, "value_error"));
	}

	/**
	 * Adds something that is wrong with the batch as a whole.
	 * @param msg what it is
	 */
	public void add(String msg) {
		put(error(List.of(BODY), msg, "value_error"));
	}

	/**
	 * Adds that a parameter of the query is missing.
	 * @param parameter its name
	 */
	public void addMissing(String parameter) {
		put(error(List.of(JsonFragment.string("query"), JsonFragment.string(parameter)), "field required",
				"value_error.missing"));
	}

	/**
	 * Adds that a parameter of the query has a value that it cannot have.
	 * @param parameter its name
	 * @param permitted the values that it can have
	 */
	public void addNotPermitted(String parameter, List<String> permitted) {
		put(error(List.of(JsonFragment.string("query"), JsonFragment.string(parameter)),
				"unexpected value; permitted: '" + String.join("', '", permitted) + "'", "value_error.const"));
	}

	/**
	 * Whether nothing more that is added would be told.
	 * @return true where there is no room for more
	 */
	public boolean isFull() {
		return this.errors.size() >= MOST;
	}

	/**
	 * Ends the reading of a batch with which something is wrong.
	 * @throws ProblemException that tells what it is, if there is anything
	 */
	public void check() {
		if (!this.errors.isEmpty()) {
			throw new ProblemException(Problem.invalid(JsonObjectBuilder.array(this.errors)));
		}
	}

	/**
	 * What a caller is told who sends more messages than a batch may have.
	 * @param most how many it may have
	 * @param setting what the operator calls this bound
	 * @return the exception that says so
	 */
	public static ProblemException tooMany(int most, String setting) {
		JsonFragment error = error(List.of(BODY),
				"the batch has more than " + most + " messages (" + setting + "); send it in several parts",
				"value_error");
		return new ProblemException(Problem.invalid(JsonObjectBuilder.array(List.of(error))));
	}

	private void put(JsonFragment error) {
		if (!isFull()) {
			this.errors.add(error);
		}
	}

	private static JsonFragment located(int line, JsonFragment error) {
		Map<String, JsonFragment> members = JsonMembers.of(error);
		List<JsonFragment> loc = (members != null) ? elements(members.get(LOC)) : null;
		if (members == null || loc == null || loc.isEmpty()) {
			return error;
		}
		List<JsonFragment> longer = new ArrayList<>(loc);
		longer.add(1, number(line));
		JsonObjectBuilder located = new JsonObjectBuilder();
		members
			.forEach((name, value) -> located.member(name, name.equals(LOC) ? JsonObjectBuilder.array(longer) : value));
		return located.build();
	}

	private static @Nullable List<JsonFragment> elements(@Nullable JsonFragment array) {
		return (array != null) ? JsonMembers.elements(array) : null;
	}

	private static JsonFragment number(int number) {
		return JsonFragment.literal(Integer.toString(number));
	}

	private static JsonFragment error(List<JsonFragment> loc, String msg, String type) {
		return new JsonObjectBuilder().member(LOC, JsonObjectBuilder.array(loc))
			.member("msg", msg)
			.member("type", type)
			.build();
	}

}
