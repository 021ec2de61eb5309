package org.dibbs.orchestration.orchestrator.block.declared;

import java.util.LinkedHashMap;
import java.util.Map;

import org.dibbs.orchestration.json.JsonFragment;
import org.dibbs.orchestration.json.JsonObjectBuilder;
import org.dibbs.orchestration.orchestrator.block.RequestBuilder;
import org.dibbs.orchestration.orchestrator.block.StepInput;

/**
 * Makes an object of the data, what else the declaration asks for, and all params of the
 * step. Of two members of one name the one that is closer to the step counts: a mapped
 * answer before a param, and both before what is declared.
 */
final class DeclaredRequestBuilder implements RequestBuilder {

	private final EndpointDeclaration declaration;

	DeclaredRequestBuilder(EndpointDeclaration declaration) {
		this.declaration = declaration;
	}

	@Override
	public JsonFragment build(StepInput input) {
		Map<String, JsonFragment> members = new LinkedHashMap<>();
		members.put(this.declaration.dataMember(), switch (this.declaration.send()) {
			case DATA -> input.data();
			case MESSAGE -> input.message();
		});
		if (this.declaration.messageTypeMember() != null) {
			members.put(this.declaration.messageTypeMember(), JsonFragment.string(input.messageType()));
		}
		if (this.declaration.rrDataMember() != null) {
			members.put(this.declaration.rrDataMember(), (input.rrData() != null) ? input.rrData() : JsonFragment.NULL);
		}
		members.putAll(input.params());
		members.putAll(input.mapped());
		JsonObjectBuilder request = new JsonObjectBuilder();
		members.forEach(request::member);
		return request.build();
	}

}
