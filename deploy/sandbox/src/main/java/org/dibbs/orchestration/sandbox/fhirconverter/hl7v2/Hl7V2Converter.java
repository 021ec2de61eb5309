package org.dibbs.orchestration.sandbox.fhirconverter.hl7v2;

import java.util.ArrayList;
import java.util.List;

import ca.uhn.hl7v2.DefaultHapiContext;
import ca.uhn.hl7v2.HL7Exception;
import ca.uhn.hl7v2.HapiContext;
import ca.uhn.hl7v2.model.Group;
import ca.uhn.hl7v2.model.Message;
import ca.uhn.hl7v2.model.Segment;
import ca.uhn.hl7v2.model.Structure;
import ca.uhn.hl7v2.parser.CanonicalModelClassFactory;
import ca.uhn.hl7v2.parser.PipeParser;
import ca.uhn.hl7v2.validation.impl.ValidationContextFactory;
import org.dibbs.orchestration.sandbox.fhirconverter.bundle.ConversionFailedException;
import org.hl7.fhir.r4.model.Bundle;
import org.jspecify.annotations.Nullable;

/**
 * Converts HL7 v2 messages: laboratory reports, immunization updates and, as far as they
 * have the same segments, all others. Whatever version a message says, it is read as
 * 2.5.1, without validation. Safe for any number of threads.
 */
public final class Hl7V2Converter {

	private @Nullable HapiContext context;

	/** Made at the first message, because it takes longer than the rest of the start. */
	private synchronized HapiContext context() {
		HapiContext ready = this.context;
		if (ready == null) {
			ready = new DefaultHapiContext(ValidationContextFactory.noValidation());
			ready.setModelClassFactory(new CanonicalModelClassFactory("2.5.1"));
			ready.getParserConfiguration().setAllowUnknownVersions(true);
			ready.getParserConfiguration().setDefaultObx2Type("ST");
			ready.getParserConfiguration().setInvalidObx2Type("ST");
			this.context = ready;
		}
		return ready;
	}

	/**
	 * Converts a message.
	 * @param message the message; segments may end with any kind of line end
	 * @param type the kind of message, elr or vxu
	 * @return a batch bundle
	 * @throws ConversionFailedException if it is not an HL7 v2 message
	 */
	public Bundle convert(String message, String type) throws ConversionFailedException {
		String text = message.strip().replaceAll("\\R", "\r");
		if (!text.startsWith("MSH")) {
			throw new ConversionFailedException("The message does not begin with MSH");
		}
		try {
			Message parsed = new PipeParser(context()).parse(text);
			List<SegmentView> segments = new ArrayList<>();
			collect(parsed, segments);
			return new MessageMapper(type, segments).bundle();
		}
		catch (HL7Exception | RuntimeException ex) {
			// Without its cause: HAPI's texts quote the message.
			throw new ConversionFailedException("The message cannot be read as HL7 v2");
		}
	}

	private static void collect(Group group, List<SegmentView> segments) throws HL7Exception {
		for (String name : group.getNames()) {
			for (Structure structure : group.getAll(name)) {
				if (structure instanceof Segment segment) {
					segments.add(new SegmentView(segment));
				}
				else if (structure instanceof Group inner) {
					collect(inner, segments);
				}
			}
		}
	}

}
