package org.dibbs.orchestration.agent.launch;

import java.io.IOException;
import java.io.OutputStream;
import java.lang.instrument.ClassFileTransformer;
import java.lang.instrument.Instrumentation;
import java.lang.instrument.UnmodifiableClassException;
import java.lang.reflect.Proxy;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.jar.JarEntry;
import java.util.jar.JarFile;
import java.util.jar.JarOutputStream;
import java.util.logging.LogRecord;
import java.util.logging.Logger;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

class AgentLauncherTests {

	private final List<String> calls = new ArrayList<>();

	@Test
	void theJarOfTheAgentIsNotPutOnThePathAgain(@TempDir Path folder) throws IOException {
		try (JarFile agent = jar(folder, AgentLauncher.AGENT.replace('.', '/') + ".class")) {
			AgentLauncher.sharing(jvm()).appendToBootstrapClassLoaderSearch(agent);
		}
		assertThat(this.calls).isEmpty();
	}

	@Test
	void anotherJarIs(@TempDir Path folder) throws IOException {
		try (JarFile helpers = jar(folder, "Helper.class")) {
			AgentLauncher.sharing(jvm()).appendToBootstrapClassLoaderSearch(helpers);
			AgentLauncher.sharing(jvm()).appendToSystemClassLoaderSearch(helpers);
		}
		assertThat(this.calls).containsExactly("appendToBootstrapClassLoaderSearch", "appendToSystemClassLoaderSearch");
	}

	@Test
	void everythingElseIsTheJvms() throws UnmodifiableClassException {
		Instrumentation sharing = AgentLauncher.sharing(jvm());
		sharing.addTransformer(new ClassFileTransformer() {
		}, true);
		assertThat(sharing.isNativeMethodPrefixSupported()).isTrue();
		assertThatExceptionOfType(UnmodifiableClassException.class)
			.isThrownBy(() -> sharing.retransformClasses(String.class));
		assertThat(this.calls).containsExactly("addTransformer", "isNativeMethodPrefixSupported", "retransformClasses");
	}

	@Test
	void anAgentThatIsMissingIsToldAndKeepsNothingFromRunning() {
		List<LogRecord> told = new ArrayList<>();
		Logger logger = Logger.getLogger(AgentLauncher.class.getName());
		logger.setFilter((entry) -> !told.add(entry));
		AgentLauncher.premain(null, jvm());
		logger.setFilter(null);
		assertThat(told).singleElement()
			.satisfies((entry) -> assertThat(entry.getMessage()).contains("was not started",
					"opentelemetry-javaagent.jar"));
	}

	private Instrumentation jvm() {
		return (Instrumentation) Proxy.newProxyInstance(getClass().getClassLoader(),
				new Class<?>[] { Instrumentation.class }, (proxy, method, arguments) -> {
					this.calls.add(method.getName());
					if (method.getName().equals("retransformClasses")) {
						throw new UnmodifiableClassException("not this one");
					}
					return method.getReturnType() == boolean.class ? true : null;
				});
	}

	private static JarFile jar(Path folder, String entry) throws IOException {
		Path file = folder.resolve("some.jar");
		try (OutputStream out = Files.newOutputStream(file); JarOutputStream jar = new JarOutputStream(out)) {
			jar.putNextEntry(new JarEntry(entry));
		}
		return new JarFile(file.toFile());
	}

}
