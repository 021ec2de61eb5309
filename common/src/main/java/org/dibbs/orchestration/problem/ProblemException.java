package org.dibbs.orchestration.problem;

/**
 * Carries a {@link Problem} to the HTTP edge from a place that cannot return it.
 */
public class ProblemException extends RuntimeException {

	private static final long serialVersionUID = 1L;

	private final transient Problem problem;

	/**
	 * Creates the exception.
	 * @param kind what went wrong
	 * @param detail a sentence for the caller, without patient data
	 */
	public ProblemException(ProblemKind kind, String detail) {
		this(Problem.of(kind, detail));
	}

	/**
	 * Creates the exception.
	 * @param problem what to tell the caller
	 */
	public ProblemException(Problem problem) {
		super(problem.kind().slug() + ": " + problem.detail());
		this.problem = problem;
	}

	/**
	 * What to tell the caller.
	 * @return the problem
	 */
	public Problem problem() {
		return this.problem;
	}

}
