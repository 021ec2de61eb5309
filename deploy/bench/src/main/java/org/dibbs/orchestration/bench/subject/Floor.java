package org.dibbs.orchestration.bench.subject;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

import org.dibbs.orchestration.bench.floor.FloorApplication;
import org.dibbs.orchestration.bench.process.ChildProcess;
import org.dibbs.orchestration.bench.process.Watched;
import org.dibbs.orchestration.bench.report.Point;

/**
 * The floor, in a process of its own.
 */
public final class Floor implements Target {

	private final ChildProcess process;

	private final Path gcLog;

	private Floor(ChildProcess process, Path gcLog) {
		this.process = process;
		this.gcLog = gcLog;
	}

	/**
	 * Starts it.
	 * @param blocks the building blocks that it calls
	 * @param logs the folder of its logs
	 * @return the floor, which answers
	 * @throws IOException if it does not start
	 */
	public static Floor start(Blocks blocks, Path logs) throws IOException {
		int port = ChildProcess.freePort();
		Path gcLog = logs.resolve("floor-gc.log");
		return new Floor(ChildProcess.java(port, logs.resolve("floor.log"), Map.of(),
				List.of("-Xmx2g", "-XX:+UseSerialGC", "-Xlog:gc:file=" + gcLog, "-cp",
						System.getProperty("java.class.path"), FloorApplication.class.getName(), Integer.toString(port),
						Integer.toString(blocks.port()))),
				gcLog);
	}

	@Override
	public String name() {
		return Point.FLOOR;
	}

	@Override
	public InetSocketAddress address() {
		return this.process.address();
	}

	@Override
	public List<Watched> processes() {
		return List.of(new Watched(Point.FLOOR, this.process.pid(), this.gcLog));
	}

	@Override
	public void close() throws IOException {
		this.process.close();
	}

}
