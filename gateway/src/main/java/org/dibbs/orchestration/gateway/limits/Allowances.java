package org.dibbs.orchestration.gateway.limits;

import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

import io.github.bucket4j.TimeMeter;
import org.dibbs.orchestration.security.Caller;

/**
 * The allowances of all callers, and what the other front doors tell of them. Each front
 * door admits by the whole limit, and tells the others some times a second what it
 * admitted: so a caller has all of its limit whichever of them it uses. How much too much
 * that can be is bounded: what each of them can admit before it hears of the others, its
 * burst, once; over time the rate is exact, as what was too much is a debt.
 */
final class Allowances {

	/** Who comes on top of so many shares one allowance with others like them. */
	static final int MOST_CALLERS = 10_000;

	/** Whoever tells nothing for so long is gone, and holds nothing any more. */
	static final Duration SILENCE = Duration.ofSeconds(3);

	/** As no known caller is called. */
	private static final String ANONYMOUS = "*";

	private static final String OVERFLOW = "";

	private final LimitProperties properties;

	private final TimeMeter clock;

	private final Map<String, Allowance> allowances = new ConcurrentHashMap<>();

	/** What other front doors hold; used by one thread at a time. */
	private final Map<String, Report> reports = new HashMap<>();

	Allowances(LimitProperties properties, TimeMeter clock) {
		this.properties = properties;
		this.clock = clock;
	}

	/**
	 * The allowance of a caller who is known.
	 * @param who the caller
	 * @return what it may still take
	 */
	Allowance of(Caller who) {
		// No tenant has a slash in its name.
		return of(who.tenant() + "/" + who.subject());
	}

	/**
	 * The one of all who are not known.
	 * @return what they may still take together
	 */
	Allowance ofAnonymous() {
		return of(ANONYMOUS);
	}

	private Allowance of(String caller) {
		Allowance known = this.allowances.get(caller);
		if (known != null) {
			return known;
		}
		String key = (this.allowances.size() < MOST_CALLERS || caller.equals(ANONYMOUS)) ? caller : OVERFLOW;
		int rate = caller.equals(ANONYMOUS) ? this.properties.anonymousRequestsPerSecond()
				: this.properties.requestsPerSecond();
		return this.allowances.computeIfAbsent(key, (name) -> new Allowance(rate, this.clock));
	}

	/**
	 * What is to be told to the others. Forgets callers of whom there is nothing to tell.
	 * @return what callers took here since the last time, and hold now
	 */
	Map<String, CallerUse> report() {
		Map<String, CallerUse> uses = new HashMap<>();
		this.allowances.forEach((caller, allowance) -> {
			CallerUse use = allowance.report();
			if (!use.equals(CallerUse.NONE)) {
				uses.put(caller, use);
			}
		});
		this.allowances.values().removeIf(Allowance::isUntouched);
		return uses;
	}

	/**
	 * Another front door has told what callers took there, and hold now.
	 * @param gateway which
	 * @param uses what it told
	 */
	synchronized void heard(String gateway, Map<String, CallerUse> uses) {
		uses.forEach((caller, use) -> of(caller).tookElsewhere(use.requests()));
		this.reports.put(gateway, new Report(this.clock.currentTimeNanos(), Map.copyOf(uses)));
		refresh();
	}

	/** Drops what was told by those who are gone. */
	synchronized void refresh() {
		long now = this.clock.currentTimeNanos();
		this.reports.values().removeIf((report) -> now - report.at() > SILENCE.toNanos());
		Map<String, CallerUse> sums = new HashMap<>();
		this.reports.values()
			.forEach((report) -> report.uses()
				.forEach((caller, use) -> sums.merge(caller, new CallerUse(0, use.messages(), use.bytes()),
						CallerUse::plus)));
		this.allowances
			.forEach((caller, allowance) -> allowance.holdsElsewhere(sums.getOrDefault(caller, CallerUse.NONE)));
	}

	/**
	 * What a front door has told.
	 *
	 * @param at when
	 * @param uses what callers hold there
	 */
	private record Report(long at, Map<String, CallerUse> uses) {

	}

}
