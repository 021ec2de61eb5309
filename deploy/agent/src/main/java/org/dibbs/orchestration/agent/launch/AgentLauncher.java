package org.dibbs.orchestration.agent.launch;

import java.lang.instrument.Instrumentation;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.util.jar.JarFile;

import org.jspecify.annotations.Nullable;

/**
 * Starts the OpenTelemetry agent such that the JVM goes on taking classes from an archive
 * (JEP 350). The agent puts its own jar on the bootstrap class path, and a JVM whose path
 * grows while it runs shares nothing but its own classes from then on. Here the jar is on
 * that path from the beginning ({@code -Xbootclasspath/a}), and the agent is kept from
 * adding it. This jar is given to the JVM as {@code -javaagent} instead of the agent's.
 */
public final class AgentLauncher {

	static final String AGENT = "io.opentelemetry.javaagent.OpenTelemetryAgent";

	private static final String APPEND = "appendToBootstrapClassLoaderSearch";

	private AgentLauncher() {
	}

	/**
	 * Is called by the JVM before the application, as {@link java.lang.instrument}
	 * describes. An agent that cannot be started is logged and does not keep the
	 * application from running.
	 * @param arguments what follows the jar's name in {@code -javaagent}
	 * @param instrumentation the JVM's
	 */
	public static void premain(@Nullable String arguments, Instrumentation instrumentation) {
		try {
			Class.forName(AGENT, true, null)
				.getMethod("premain", String.class, Instrumentation.class)
				.invoke(null, arguments, sharing(instrumentation));
		}
		catch (ReflectiveOperationException | LinkageError ex) {
			System.getLogger(AgentLauncher.class.getName())
				.log(System.Logger.Level.ERROR,
						"The OpenTelemetry agent was not started, so this process exports no telemetry. Its"
								+ " opentelemetry-javaagent.jar has to be in -Xbootclasspath/a.",
						ex);
		}
	}

	/**
	 * The JVM's instrumentation, which does not put on the bootstrap class path what is
	 * there.
	 * @param instrumentation the JVM's
	 * @return one that does everything else as that does
	 */
	static Instrumentation sharing(Instrumentation instrumentation) {
		return (Instrumentation) Proxy.newProxyInstance(AgentLauncher.class.getClassLoader(),
				new Class<?>[] { Instrumentation.class }, (proxy, method, arguments) -> isThere(method, arguments)
						? null : invoke(instrumentation, method, arguments));
	}

	private static boolean isThere(Method method, Object @Nullable [] arguments) {
		return method.getName().equals(APPEND) && arguments != null && arguments[0] instanceof JarFile jar
				&& jar.getEntry(AGENT.replace('.', '/') + ".class") != null;
	}

	private static @Nullable Object invoke(Instrumentation instrumentation, Method method,
			Object @Nullable [] arguments) throws Throwable {
		try {
			return method.invoke(instrumentation, arguments);
		}
		catch (InvocationTargetException ex) {
			throw ex.getCause();
		}
	}

}
