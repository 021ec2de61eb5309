package org.dibbs.orchestration.bench.subject;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.util.List;

import org.dibbs.orchestration.bench.process.Watched;

/**
 * Something that takes messages.
 */
public sealed interface Target extends AutoCloseable permits Floor, MeasuredStack {

	/**
	 * What it is called in reports.
	 * @return the name
	 */
	String name();

	/**
	 * Where messages are sent to.
	 * @return the address
	 */
	InetSocketAddress address();

	/**
	 * What it consists of.
	 * @return the processes
	 * @throws IOException if it does not run
	 */
	List<Watched> processes() throws IOException;

	@Override
	void close() throws IOException;

}
