package org.dibbs.orchestration.sandbox.fhirconverter.bundle;

import java.nio.charset.StandardCharsets;
import java.util.HashSet;
import java.util.Set;
import java.util.UUID;

import org.hl7.fhir.r4.model.Bundle;
import org.hl7.fhir.r4.model.Bundle.BundleType;
import org.hl7.fhir.r4.model.Bundle.HTTPVerb;
import org.hl7.fhir.r4.model.Reference;
import org.hl7.fhir.r4.model.Resource;

/**
 * Gathers the resources of one conversion into a batch bundle. Ids are made from what the
 * message says of a thing, so that the same message gives the same bundle. For one
 * thread.
 */
public final class BundleAssembler {

	private final Bundle bundle = new Bundle();

	private final Set<String> present = new HashSet<>();

	private final String source;

	private final String scope;

	/**
	 * Begins a bundle.
	 * @param source the kind of message, noted as each resource's source
	 * @param scope the message's own id, which keeps apart what has no id of its own
	 */
	public BundleAssembler(String source, String scope) {
		this.source = source;
		this.scope = scope;
		this.bundle.setType(BundleType.BATCH);
	}

	/**
	 * Adds a resource, unless one of that type and id is there already.
	 * @param resource the resource
	 * @param key what tells it apart from others of its type, within the message
	 * @return a reference to it
	 */
	public Reference add(Resource resource, String key) {
		String type = resource.fhirType();
		return addWithId(resource, nameBased(this.scope + "|" + type + "|" + key));
	}

	/**
	 * Adds a resource whose id is known, unless one of that type and id is there already.
	 * @param resource the resource
	 * @param id its id
	 * @return a reference to it
	 */
	public Reference addWithId(Resource resource, String id) {
		String url = resource.fhirType() + "/" + id;
		if (this.present.add(url)) {
			resource.setId(id);
			resource.getMeta().setSource(this.source);
			this.bundle.addEntry()
				.setFullUrl("urn:uuid:" + id)
				.setResource(resource)
				.getRequest()
				.setMethod(HTTPVerb.PUT)
				.setUrl(url);
		}
		return new Reference(url);
	}

	/**
	 * A UUID that depends on a name alone.
	 * @param name the name
	 * @return the UUID, of version 3
	 */
	public static String nameBased(String name) {
		return UUID.nameUUIDFromBytes(name.getBytes(StandardCharsets.UTF_8)).toString();
	}

	/**
	 * The bundle so far.
	 * @return the bundle
	 */
	public Bundle bundle() {
		return this.bundle;
	}

}
