package org.dibbs.orchestration.orchestrator.registry;

import java.io.IOException;
import java.io.InputStream;

import jakarta.servlet.http.HttpServletRequest;
import org.dibbs.orchestration.orchestrator.web.CallerName;
import org.dibbs.orchestration.problem.ProblemException;
import org.dibbs.orchestration.problem.ProblemKind;
import org.dibbs.orchestration.security.Caller;
import org.jspecify.annotations.Nullable;

import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestAttribute;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RestController;

/**
 * Takes changes of custom workflow configs.
 */
@RestController
class ConfigEditController {

	private static final int MAX_BODY = 1024 * 1024;

	private final ConfigUploadReader uploads;

	private final ConfigEditor editor;

	ConfigEditController(ConfigUploadReader uploads, ConfigEditor editor) {
		this.uploads = uploads;
		this.editor = editor;
	}

	@PutMapping("/configs/{name}")
	ResponseEntity<byte[]> put(@PathVariable String name, HttpServletRequest request,
			@RequestAttribute(Caller.ATTRIBUTE) Caller caller,
			@RequestHeader(name = CallerName.HEADER, required = false) @Nullable String user,
			@RequestHeader(name = HttpHeaders.ACCEPT, required = false) @Nullable String accept) throws IOException {
		return switch (read(name, request)) {
			case ConfigUpload.Invalid invalid -> ConfigAnswers.invalid(invalid.errors(), accept);
			case ConfigUpload.Valid valid -> answer(name, this.editor.put(valid.name(), valid.config().document(),
					valid.overwrite(), CallerName.of(caller, user)), accept);
		};
	}

	@DeleteMapping("/configs/{name}")
	ResponseEntity<byte[]> delete(@PathVariable String name, @RequestAttribute(Caller.ATTRIBUTE) Caller caller,
			@RequestHeader(name = CallerName.HEADER, required = false) @Nullable String user,
			@RequestHeader(name = HttpHeaders.ACCEPT, required = false) @Nullable String accept) {
		return answer(name, ConfigName.isValid(name)
				? this.editor.delete(new ConfigName(name), CallerName.of(caller, user)) : ConfigEditor.Change.UNKNOWN,
				accept);
	}

	@PostMapping("/configs/{name}/check")
	ResponseEntity<byte[]> check(@PathVariable String name, HttpServletRequest request,
			@RequestHeader(name = HttpHeaders.ACCEPT, required = false) @Nullable String accept) throws IOException {
		return switch (read(name, request)) {
			case ConfigUpload.Invalid invalid -> ConfigAnswers.invalid(invalid.errors(), accept);
			case ConfigUpload.Valid valid -> ConfigAnswers.json(HttpStatus.OK, ConfigPreview.of(valid.config()));
		};
	}

	private ConfigUpload read(String name, HttpServletRequest request) throws IOException {
		try (InputStream body = request.getInputStream()) {
			byte[] bytes = body.readNBytes(MAX_BODY + 1);
			if (bytes.length > MAX_BODY) {
				throw new ProblemException(ProblemKind.TOO_LARGE, "A config may have at most 1 MB.");
			}
			return this.uploads.read(name, request.getContentType(), bytes);
		}
	}

	private static ResponseEntity<byte[]> answer(String name, ConfigEditor.Change change, @Nullable String accept) {
		return switch (change) {
			case CREATED -> ConfigAnswers.message(HttpStatus.CREATED, "Config uploaded successfully!");
			case UPDATED -> ConfigAnswers.message(HttpStatus.OK, "Config updated successfully!");
			case DELETED -> ConfigAnswers.message(HttpStatus.OK, "Config deleted successfully!");
			case EXISTS -> ConfigAnswers.conflict("A config for the name '" + name
					+ "' already exists. To proceed submit a new request with a different config name or set the"
					+ " 'overwrite' field to 'true'.", accept);
			case IS_DEFAULT -> ConfigAnswers.conflict("The config '" + name + "' is a default, which cannot be deleted."
					+ " A custom config of the same name takes its place.", accept);
			case UNKNOWN -> ConfigAnswers.unknown(ConfigAnswers.notFound(name), accept);
		};
	}

}
