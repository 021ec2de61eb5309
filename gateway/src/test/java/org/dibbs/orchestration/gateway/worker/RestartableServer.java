package org.dibbs.orchestration.gateway.worker;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetSocketAddress;
import java.util.concurrent.Executors;

import com.sun.net.httpserver.HttpHandler;
import com.sun.net.httpserver.HttpServer;

/**
 * An HTTP server that can die and come back on the same port.
 */
public final class RestartableServer implements AutoCloseable {

	private final HttpHandler handler;

	private HttpServer server;

	public RestartableServer(HttpHandler handler) {
		this.handler = handler;
		this.server = start(0);
	}

	public String url() {
		return "http://127.0.0.1:" + this.server.getAddress().getPort();
	}

	public void die() {
		this.server.stop(0);
	}

	public void comeBack() {
		this.server = start(this.server.getAddress().getPort());
	}

	private HttpServer start(int port) {
		try {
			HttpServer started = HttpServer.create(new InetSocketAddress("127.0.0.1", port), 0);
			started.createContext("/", this.handler);
			started.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
			started.start();
			return started;
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	@Override
	public void close() {
		this.server.stop(0);
	}

}
