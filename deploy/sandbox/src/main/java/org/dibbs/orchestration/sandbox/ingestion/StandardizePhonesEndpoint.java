package org.dibbs.orchestration.sandbox.ingestion;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.google.i18n.phonenumbers.NumberParseException;
import com.google.i18n.phonenumbers.PhoneNumberUtil;
import com.google.i18n.phonenumbers.PhoneNumberUtil.PhoneNumberFormat;
import org.dibbs.orchestration.sandbox.fhir.BundleJson;
import org.dibbs.orchestration.sandbox.wire.Answer;
import org.dibbs.orchestration.sandbox.wire.JsonHandler;
import org.dibbs.orchestration.sandbox.wire.RequestBody;

/**
 * {@code /standardize_phones}: brings patients' telephone numbers to E.164, with the
 * countries of their addresses, else the United States, for numbers without a country
 * code. A number that cannot be read stays as it is.
 */
public final class StandardizePhonesEndpoint implements JsonHandler {

	private static final String DEFAULT_COUNTRY = "US";

	private static final Set<String> COUNTRIES = Locale.getISOCountries(Locale.IsoCountryCode.PART1_ALPHA2);

	private static final Map<String, String> LONG_CODES = COUNTRIES.stream()
		.collect(Collectors.toUnmodifiableMap((code) -> Locale.of("", code).getISO3Country(), (code) -> code));

	private final PhoneNumberUtil numbers = PhoneNumberUtil.getInstance();

	@Override
	public Answer handle(RequestBody request) {
		ObjectNode data = StandardResponse.data(request);
		request.flag("overwrite", true);
		request.rejectIfInvalid();
		for (ObjectNode patient : BundleJson.resources(data, "Patient")) {
			List<String> countries = countries(patient);
			patient.path("telecom").forEach((telecom) -> standardize(telecom, countries));
		}
		return StandardResponse.success(data);
	}

	private void standardize(JsonNode telecom, List<String> countries) {
		if (telecom instanceof ObjectNode object && "phone".equals(object.path("system").asText())
				&& object.path("value").isTextual()) {
			object.put("value", standardize(object.path("value").asText(), countries));
		}
	}

	private String standardize(String number, List<String> countries) {
		for (String country : countries) {
			try {
				return this.numbers.format(this.numbers.parse(number, country), PhoneNumberFormat.E164);
			}
			catch (NumberParseException ex) {
				// Not a number of this country; the next one may read it.
				continue;
			}
		}
		return number;
	}

	private static List<String> countries(JsonNode patient) {
		List<String> countries = new ArrayList<>();
		patient.path("address").forEach((address) -> {
			String name = address.path("country").asText("").strip().toUpperCase(Locale.ROOT);
			String code = LONG_CODES.getOrDefault(name, name);
			if (COUNTRIES.contains(code)) {
				countries.add(code);
			}
		});
		return Stream.concat(countries.stream(), Stream.of(DEFAULT_COUNTRY)).distinct().toList();
	}

}
