package org.dibbs.orchestration.gateway.limits;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.TimeUnit;

import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.dibbs.orchestration.security.Caller;
import org.junit.jupiter.api.Test;

import org.springframework.util.unit.DataSize;

import static org.assertj.core.api.Assertions.assertThat;

class AllowancesTests {

	private static final int RATE = 100;

	private static final Caller EVE = new Caller("t", "eve", Set.of());

	private final SteppedClock clock = new SteppedClock();

	private final LimitProperties properties = properties(RATE);

	@Test
	void aCallerHasItsBurstAndThenItsRate() {
		Allowances allowances = allowances();
		assertThat(take(allowances, 1000)).isEqualTo(2 * RATE);
		assertThat(allowances.of(EVE).takeRequest()).isBetween(1L, TimeUnit.MILLISECONDS.toNanos(10));
		this.clock.pass(Duration.ofSeconds(1));
		assertThat(take(allowances, 1000)).isEqualTo(RATE);
		assertThat(allowances.of(new Caller("t", "bob", Set.of())).takeRequest()).as("another caller").isZero();
	}

	// Everything goes to the first of three, or to all of them alike: what comes through
	// over time is the same.
	@Test
	void severalFrontDoorsTogetherKeepToTheRate() {
		for (List<Integer> order : List.of(List.of(0, 0, 0), List.of(0, 1, 2))) {
			List<Allowances> gateways = List.of(allowances(), allowances(), allowances());
			long admitted = 0;
			int seconds = 60;
			for (int tick = 0; tick < seconds * 4; tick++) {
				for (int gateway : order) {
					admitted += take(gateways.get(gateway), 100);
				}
				exchange(gateways);
				this.clock.pass(CallerUseExchange.INTERVAL);
			}
			long burst = 2 * RATE;
			assertThat(admitted).isBetween((long) RATE * seconds, (long) RATE * seconds + 3 * burst);
		}
	}

	@Test
	void whatACallerHoldsElsewhereCountsUntilThatFrontDoorIsSilent() {
		Allowances allowances = allowances();
		allowances.of(EVE);
		allowances.heard("other", Map.of("t/eve", new CallerUse(0, 9, 900)));
		Allowance allowance = allowances.of(EVE);
		assertThat(allowance.takeMessage(10, 10, 1000)).isNull();
		assertThat(allowance.takeMessage(10, 10, 1000)).isEqualTo(LimitReason.IN_FLIGHT);
		assertThat(allowance.takeMessage(100, 0, 1000)).isEqualTo(LimitReason.IN_FLIGHT_BYTES);
		this.clock.pass(Allowances.SILENCE.plusMillis(1));
		allowances.refresh();
		assertThat(allowance.takeMessage(10, 10, 1000)).isNull();
	}

	@Test
	void oneMessageIsLetThroughHoweverLargeItIs() {
		Allowance allowance = allowances().of(EVE);
		assertThat(allowance.takeMessage(5000, 10, 1000)).isNull();
		assertThat(allowance.takeMessage(1, 10, 1000)).isEqualTo(LimitReason.IN_FLIGHT_BYTES);
		allowance.giveBack(5000);
		assertThat(allowance.takeMessage(1, 10, 1000)).isNull();
	}

	@Test
	void callersTakeNoMoreMemoryThanThereIsForThem() {
		Allowances allowances = allowances();
		for (int i = 0; i < Allowances.MOST_CALLERS + 500; i++) {
			allowances.of(new Caller("t", "s" + i, Set.of())).takeRequest();
		}
		assertThat(allowances.report()).hasSizeLessThanOrEqualTo(Allowances.MOST_CALLERS + 1);
		this.clock.pass(Duration.ofSeconds(10));
		assertThat(allowances.report()).isEmpty();
	}

	@Test
	void whatIsToldIsHeard() {
		Map<String, CallerUse> uses = Map.of("t/eve", new CallerUse(1, 2, 3), "*", new CallerUse(4, 0, 0));
		assertThat(CallerUseCodec.uses(read(CallerUseCodec.record("g", uses)))).isEqualTo(uses);
		assertThat(CallerUseCodec.uses(new ConsumerRecord<>("t", 0, 0, "g", "{\"a\":[1]}".getBytes()))).isEmpty();
		assertThat(CallerUseCodec.uses(new ConsumerRecord<>("t", 0, 0, "g", "{\"a\":[-5,-5,-5]}".getBytes())))
			.containsEntry("a", CallerUse.NONE);
	}

	private static void exchange(List<Allowances> gateways) {
		List<Map<String, CallerUse>> reports = new ArrayList<>();
		gateways.forEach((gateway) -> reports.add(gateway.report()));
		for (int i = 0; i < gateways.size(); i++) {
			for (int j = 0; j < reports.size(); j++) {
				if (i != j) {
					gateways.get(i).heard("g" + j, reports.get(j));
				}
			}
		}
	}

	private static long take(Allowances allowances, int wanted) {
		long taken = 0;
		for (int i = 0; i < wanted; i++) {
			taken += (allowances.of(EVE).takeRequest() == 0) ? 1 : 0;
		}
		return taken;
	}

	private Allowances allowances() {
		return new Allowances(this.properties, this.clock);
	}

	private static ConsumerRecord<String, byte[]> read(ProducerRecord<String, byte[]> record) {
		return new ConsumerRecord<>(record.topic(), 0, 0, record.key(), record.value());
	}

	static LimitProperties properties(int rate) {
		return new LimitProperties(rate, 0, 10, DataSize.ofBytes(1000), Duration.ofSeconds(1), Duration.ofSeconds(1),
				Duration.ofSeconds(1));
	}

}
